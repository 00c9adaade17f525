import { ETHERNET } from '../../src/dissect/frame.js';
import type { TraceEvent } from '../../src/events/events.js';
import type { SnifferPacket } from '../../src/events/sniffer.js';
import { createFrameReader } from '../../src/input/frames.js';
import type { RawFrame } from '../../src/input/frames/record.js';
import { createPcapReader } from '../../src/input/pcap.js';

/** As `diagnose sniffer packet any '' VERBOSITY` prints it: 2 and 5 dump from IP on, 3 and 6 from Ethernet on. */
export type Verbosity = 1 | 2 | 3 | 4 | 5 | 6;

/** A capture as the unit's sniffer would have printed it; every packet came in on port1. */
export function printSniffer(capture: Uint8Array, verbosity: Verbosity): string[] {
  const frames = framesOf(capture);
  const lines = ['interfaces=[any]', 'filters=[none]'];
  packetsOf(capture).forEach((packet, index) => {
    const printed = packet.stamp?.printed ?? '0.000000';
    const words = packet.origin.text.slice(packet.stamp === undefined ? 0 : printed.length + 1);
    lines.push(verbosity < 4 ? `${printed} ${words}` : `${printed} port1 in ${words}`);
    const dumped = [2, 5].includes(verbosity) ? network : [3, 6].includes(verbosity) ? link : undefined;
    if (dumped !== undefined) lines.push(...hexLines(dumped(frames[index]!)), '');
  });
  return [...lines, '', `${frames.length} packets received by filter`, '0 packets dropped by kernel'];
}

function framesOf(capture: Uint8Array): RawFrame[] {
  const frames: RawFrame[] = [];
  const sink = {
    frame: (frame: RawFrame) => void frames.push({ ...frame, data: frame.data.slice() }),
    lied: () => undefined,
  };
  createFrameReader(sink).bytes(capture);
  return frames;
}

function packetsOf(capture: Uint8Array): SnifferPacket[] {
  const packets: SnifferPacket[] = [];
  const event = (one: TraceEvent): void => void packets.push(one as SnifferPacket);
  createPcapReader('', { line: () => undefined, event, damaged: () => undefined }).bytes(capture);
  return packets;
}

function network({ data, linkType }: RawFrame): Uint8Array {
  if (linkType === ETHERNET) return data.subarray(14);
  return data.subarray(linkType === 0 ? 4 : linkType === 113 ? 16 : 0);
}

/** With `any` the unit prints a made-up Ethernet header: its first bytes tell the direction. */
function link(frame: RawFrame): Uint8Array {
  if (frame.linkType === ETHERNET) return frame.data;
  const body = network(frame);
  const type = (body[0] ?? 0) >> 4 === 6 ? [0x86, 0xdd] : [8, 0];
  return Uint8Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...type, ...body]);
}

/** `0x0010`, a tab and a blank, 8 groups padded to 39 characters, a tab, the printable bytes. */
export function hexLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const digits = row.map((byte, index) => hex(byte, 2) + (index % 2 === 1 ? ' ' : '')).join('');
    const shown = row.map((byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`0x${hex(at, 4)}\t ${digits.trimEnd().padEnd(39)}\t${shown}`);
  }
  return lines;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
