import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { TraceEvent } from '../src/events/events.js';
import type { SnifferPacket } from '../src/events/sniffer.js';
import { createSnifferParser } from '../src/parsers/sniffer/sniffer.js';
import { bytesOf, ethernet, ipv4, ipv6, tcp } from './tools/captures.js';
import { hexLines } from './tools/printsniffer.js';

interface Read {
  packets: (SnifferPacket & { said: string | undefined })[];
  damage: [string, number][];
  claims: string;
}

function read(lines: string[]): Read {
  const parser = createSnifferParser();
  const out: Read = { packets: [], damage: [], claims: '' };
  const emit = (event: TraceEvent): void => {
    const packet = event as SnifferPacket;
    const said = packet.payload && String.fromCharCode(...packet.payload);
    out.packets.push({ ...packet, said });
  };
  lines.forEach((text, index) => {
    const record = { text, origin: { file: 'a', line: index + 1, text } };
    const claim = parser.read(record, emit, (kind, line) => out.damage.push([kind, line]));
    out.claims += claim === null ? '-' : claim.charAt(0);
  });
  parser.flush(emit);
  return out;
}

const HEADER = '1.000001 port1 in 10.0.0.1.60919 -> 10.0.0.2.21: psh 7 ack 9';
const packet = (payload: string): Uint8Array => ipv4(6, tcp({ seq: 7, ack: 9, payload: bytesOf(payload) }));
const PORT = packet('PORT 10,0,0,1,19,136\r\n');

describe('a hex dump', () => {
  const layouts: [name: string, lines: (bytes: Uint8Array) => string[]][] = [
    ['with tabs', hexLines],
    ['with the tabs turned to blanks', (bytes) => hexLines(bytes).map((line) => line.replace(/\t/g, '   '))],
    ['indented', (bytes) => hexLines(bytes).map((line) => `  ${line}`)],
    [
      'in capitals, without ASCII',
      (bytes) => hexLines(bytes).map((line) => `0x${line.slice(2, 47).toUpperCase()}`),
    ],
    ['in single bytes (FortiMail)', fortiMail],
  ];
  describe.each(layouts)('%s', (_name, lines) => {
    it.each([
      ['from Ethernet on', ethernet(PORT)],
      ['from IP on', PORT],
    ])('%s', (_from, bytes) => {
      const { packets, damage, claims } = read([HEADER, ...lines(bytes)]);
      expect(damage).toEqual([]);
      expect(claims).toBe('r' + 'p'.repeat(Math.ceil(bytes.length / 16)));
      expect(packets).toMatchObject([
        { said: 'PORT 10,0,0,1,19,136\r\n', bytes: bytes.length, length: 22, text: 'psh 7 ack 9' },
      ]);
    });
  });

  it('gives what the header line lacks', () => {
    const bytes = ethernet(ipv4(6, tcp({ seq: 7, ack: 9, flags: 17 })));
    const { packets } = read([HEADER.replace('psh 7 ack 9', 'ack 9'), ...hexLines(bytes)]);
    expect(packets).toMatchObject([{ tcp: { fin: true, psh: false, seq: 7, ack: 9 }, payload: undefined }]);
  });

  it('gives the addresses that an 802.1Q line does not print', () => {
    const { packets } = read([
      '1.000001 port1 in 802.1Q vlan#10 P0',
      ...hexLines(ethernet(PORT, 0x0800, [0x8100])),
    ]);
    expect(packets).toMatchObject([{ src: '10.0.0.1:60919', tcp: { seq: 7 }, text: '802.1Q vlan#10 P0' }]);
  });

  it('is only believed where it agrees with the header line', () => {
    const { packets } = read([HEADER.replace('10.0.0.1', '10.9.9.9'), ...hexLines(ethernet(PORT))]);
    expect(packets).toMatchObject([
      { src: '10.9.9.9:60919', bytes: 76, payload: undefined, length: undefined },
    ]);
  });

  it('ends at its own last digits, whatever the ASCII column shows', () => {
    const [first = '', ...rest] = hexLines(packet('ab'));
    const looks = [first, ...rest].map((line) => `${line.slice(0, 48)}0102 0304 -> ab`);
    const { packets, damage } = read([HEADER, ...looks]);
    expect(damage).toEqual([]);
    expect(packets).toMatchObject([{ said: 'ab', bytes: 42 }]);
  });

  it('says where lines are missing, and keeps what stands before them', () => {
    const lines = hexLines(packet('x'.repeat(80)));
    const { packets, damage } = read([HEADER, ...lines.filter((_line, index) => index !== 4), HEADER]);
    expect(damage).toEqual([['hex-offset', 6]]);
    expect(packets).toMatchObject([{ bytes: 64, length: 80, said: 'x'.repeat(24) }, { bytes: undefined }]);
  });

  it('says once that there is no header line above it', () => {
    const { packets, damage, claims } = read([...hexLines(PORT), HEADER]);
    expect([packets.length, damage, claims]).toEqual([1, [['hex-offset', 1]], 'ppppr']);
  });

  it('says at the header line that it was cut', () => {
    const lines = hexLines(packet('x'.repeat(80)));
    expect(read([HEADER, ...lines.slice(0, 4)]).damage).toEqual([['hex-cut', 1]]);
    expect(read([HEADER, ...lines.slice(0, 1)]).damage).toEqual([['hex-cut', 1]]);
  });

  it('is told from other lines that begin with digits', () => {
    expect(read([HEADER, '012345 lines', '0x7f52db54a9c8 is a pointer']).claims).toBe('r--');
  });

  it('reads IPv6', () => {
    const bytes = ethernet(ipv6(6, tcp({ seq: 7, ack: 9, payload: bytesOf('EPSV\r\n') })), 0x86dd);
    const header = '1.000001 port1 in 2001:db8::1.60919 -> 2001:db8::2.21: psh 7 ack 9';
    expect(read([header, ...hexLines(bytes)]).packets).toMatchObject([{ said: 'EPSV\r\n' }]);
  });

  it('never throws', () => {
    const line = fc.oneof(
      fc.constantFrom(HEADER, ...hexLines(ethernet(PORT)), '0x0000\t', '000000\t 45 00'),
      fc.string(),
      fc.uint8Array({ maxLength: 16 }).map((bytes) => hexLines(bytes)[0] ?? ''),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        read(lines);
      }),
    );
  });
});

function fortiMail(bytes: Uint8Array): string[] {
  return hexLines(bytes).map((line, index) => {
    const row = [...bytes.subarray(index * 16, index * 16 + 16)];
    const digits = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return `00${line.slice(2, 6)}\t ${digits.padEnd(47)}\t${line.slice(48)}`;
  });
}
