import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { TraceEvent } from '../src/events/events.js';
import type { SnifferPacket } from '../src/events/sniffer.js';
import { createPcapReader } from '../src/input/pcap.js';
import {
  enhanced,
  ethernet,
  interfaceBlock,
  pcap,
  section,
  simple,
  syn,
  unknownBlock,
} from './tools/captures.js';

interface Read {
  packets: SnifferPacket[];
  damage: [string, number][];
}

function read(bytes: Uint8Array, step = bytes.length): Read {
  const out: Read = { packets: [], damage: [] };
  const reader = createPcapReader('x.pcap', {
    line: () => undefined,
    event: (event: TraceEvent) => void out.packets.push(ownBytes(event as SnifferPacket)),
    damaged: (kind, line) => void out.damage.push([kind, line]),
  });
  // As from a file: each chunk stands in the place of the one before.
  const shared = Buffer.alloc(step);
  for (let at = 0; at < bytes.length; at += step) {
    const chunk = bytes.subarray(at, at + step);
    shared.set(chunk);
    reader.bytes(shared.subarray(0, chunk.length));
  }
  reader.end();
  return out;
}

/** Those of an event live one turn only, and its words are made of them. */
function ownBytes(packet: SnifferPacket): SnifferPacket {
  const { text, origin, payload, frame } = packet;
  return {
    ...packet,
    text,
    origin: { ...origin, text: origin.text },
    payload: payload?.slice(),
    frame: frame && { ...frame, bytes: frame.bytes.slice() },
  };
}

const FRAME = ethernet(syn);
const SECONDS = Date.UTC(2021, 6, 26, 19, 41, 53) / 1000;

describe('pcap', () => {
  const orders: [name: string, little: boolean, nanos: boolean][] = [
    ['little endian, microseconds', true, false],
    ['big endian, microseconds', false, false],
    ['little endian, nanoseconds', true, true],
    ['big endian, nanoseconds', false, true],
  ];
  it.each(orders)('%s', (_name, little, nanos) => {
    const fraction = nanos ? 694_768_999 : 694_768;
    const { packets, damage } = read(pcap([[SECONDS, fraction, FRAME]], { little, nanos }));
    expect(damage).toEqual([]);
    expect(packets).toMatchObject([
      {
        origin: {
          file: 'x.pcap',
          line: 1,
          text: '2021-07-26 19:41:53.694768 10.0.0.1.60919 -> 10.0.0.2.21: syn 1747348908',
        },
        stamp: { at: SECONDS * 1e6 + 694_768, width: 1, relative: false },
        proto: 6,
        src: '10.0.0.1:60919',
        dst: '10.0.0.2:21',
        tcp: { syn: true, seq: 1747348908, ack: undefined },
        text: 'syn 1747348908',
        bytes: FRAME.length,
        length: 0,
        payload: undefined,
      },
    ]);
  });

  const cooked: [name: string, linkType: number, head: (type: number) => number[]][] = [
    ['v1', 113, (type) => [0, type, 0, 1, 0, 6, 0, 9, 15, 1, 2, 3, 0, 0, 8, 0]],
    ['v2', 276, (type) => [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, type, 6, 0, 9, 15, 1, 2, 3, 0, 0]],
  ];
  it.each(cooked)('says of a Linux cooked frame (%s) which way it went', (_name, linkType, head) => {
    const frames = [0, 1, 3, 4].map((type) => Uint8Array.from([...head(type), ...syn]));
    const { packets } = read(
      pcap(
        frames.map((frame) => [1, 0, frame]),
        { linkType },
      ),
    );
    expect(packets.map(({ src, direction }) => [src, direction])).toEqual(
      ['in', 'in', undefined, 'out'].map((way) => ['10.0.0.1:60919', way]),
    );
    expect(packets[3]!.origin.text).toContain('any out 10.0.0.1.60919 -> ');
  });

  it('keeps what was read before the cut', () => {
    const file = pcap([
      [1, 0, FRAME],
      [2, 0, FRAME],
    ]);
    const { packets, damage } = read(file.subarray(0, file.length - 1));
    expect(packets).toHaveLength(1);
    expect(damage).toEqual([['truncated-capture', 2]]);
  });

  it('believes no length beyond the largest snapshot', () => {
    const file = pcap([[1, 0, FRAME]]);
    new DataView(file.buffer).setUint32(24 + 8, 0xffff_fff0, true);
    expect(read(file)).toEqual({ packets: [], damage: [['bad-capture-length', 1]] });
  });
});

describe('pcapng', () => {
  it.each([true, false])('reads interface, direction and resolution (little endian: %s)', (little) => {
    const nanos = BigInt(SECONDS) * 1_000_000_000n + 694_768_001n;
    const { packets, damage } = read(
      Uint8Array.from([
        ...section(little),
        ...interfaceBlock(little, 1, 'port3', 9, 0n),
        ...unknownBlock(little, 20_000),
        ...interfaceBlock(little, 1, undefined, undefined, 7200n),
        ...enhanced(little, 0, nanos, FRAME, 1),
        ...enhanced(little, 0, nanos, FRAME, 2),
        ...enhanced(little, 1, 5_000_000n, FRAME),
        ...simple(little, FRAME),
      ]),
      7,
    );
    expect(damage).toEqual([]);
    expect(packets.map((packet) => packet.origin.text)).toEqual([
      '2021-07-26 19:41:53.694768 port3 in 10.0.0.1.60919 -> 10.0.0.2.21: syn 1747348908',
      '2021-07-26 19:41:53.694768 port3 out 10.0.0.1.60919 -> 10.0.0.2.21: syn 1747348908',
      '1970-01-01 02:00:05.000000 10.0.0.1.60919 -> 10.0.0.2.21: syn 1747348908',
      'port3 -- 10.0.0.1.60919 -> 10.0.0.2.21: syn 1747348908',
    ]);
    expect(packets.map((packet) => packet.direction)).toEqual(['in', 'out', undefined, undefined]);
  });

  it('forgets the interfaces at a new section', () => {
    const { packets, damage } = read(
      Uint8Array.from([
        ...section(true),
        ...interfaceBlock(true, 1),
        ...section(false),
        ...enhanced(false, 0, 1n, FRAME),
      ]),
    );
    expect(packets).toEqual([]);
    expect(damage).toEqual([['bad-capture-length', 1]]);
  });

  it('cuts a frame at its block, whatever length it claims', () => {
    const block = enhanced(true, 0, 1n, FRAME);
    new DataView(block.buffer).setUint32(20, 0xffff_ffff, true);
    const { packets, damage } = read(
      Uint8Array.from([...section(true), ...interfaceBlock(true, 1), ...block]),
    );
    expect(packets).toMatchObject([{ src: '10.0.0.1:60919' }]);
    expect(damage).toEqual([['bad-capture-length', 1]]);
  });

  it('reads over an over-long block without keeping it', () => {
    const lying = unknownBlock(true, 16);
    new DataView(lying.buffer).setUint32(4, 0xffff_fff0, true);
    const { damage } = read(Uint8Array.from([...section(true), ...lying, ...section(true)]));
    expect(damage).toEqual([['truncated-capture', 1]]);
  });
});

describe('any bytes', () => {
  const file = pcap([
    [1, 0, FRAME],
    [2, 500, FRAME],
    [3, 0, FRAME],
  ]);

  it('give the same packets in any cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: file.length }), (step) => {
        expect(read(file, step)).toEqual(read(file));
      }),
      { numRuns: 50 },
    );
  });

  it('never throw', () => {
    const starts = fc.constantFrom(pcap([]), section(true), section(false), new Uint8Array(0));
    const random = fc.uint8Array({ maxLength: 300 });
    const links = fc.constantFrom(0, 1, 9, 12, 101, 108, 113, 228, 229, 276);
    fc.assert(
      fc.property(starts, random, links, (start, tail, link) => {
        read(Uint8Array.from([...start, ...tail]), 11);
        const framed = pcap([[1, 0, tail]], { linkType: link });
        expect(read(framed).packets).toHaveLength(1);
      }),
    );
  });
});
