/** Blocks of a pcapng file, little endian, times in microseconds. */

import {
  BYTE_ORDER,
  COMMENT,
  ENHANCED_PACKET,
  INTERFACE,
  INTERFACE_NAME,
  INTERFACE_RESOLUTION,
  PACKET_FLAGS,
  SECTION,
} from '../dissect/pcapng.js';

const LENGTH_UNKNOWN = 0xffff_ffff;
const USER_APPLICATION = 4;
const MICROSECONDS = 6;
const TWO_TO_32 = 0x1_0000_0000;

const encoder = new TextEncoder();

/** How a packet went through the interface; undefined where nothing says. */
type Way = 'in' | 'out' | undefined;

export interface PacketToWrite {
  /** Counted from 0 in the order of the interface blocks. */
  readonly interface: number;
  /** Since 1970. */
  readonly micros: number;
  readonly bytes: Uint8Array;
  /** On the wire, which may be longer than what was captured. */
  readonly length: number;
  readonly direction: Way;
  readonly comments: readonly string[];
}

export function sectionBlock(application: string): Uint8Array {
  const body = words([BYTE_ORDER, 1, LENGTH_UNKNOWN, LENGTH_UNKNOWN]);
  return block(SECTION, [body, ...options([[USER_APPLICATION, encoder.encode(application)]])]);
}

export function interfaceBlock(name: string, linkType: number): Uint8Array {
  const named = options([
    [INTERFACE_NAME, encoder.encode(name)],
    [INTERFACE_RESOLUTION, Uint8Array.of(MICROSECONDS)],
  ]);
  return block(INTERFACE, [words([linkType, 0]), ...named]);
}

export function packetBlock(packet: PacketToWrite): Uint8Array {
  const { micros, bytes, length, direction, comments } = packet;
  const head = [packet.interface, Math.floor(micros / TWO_TO_32), micros % TWO_TO_32, bytes.length, length];
  const way = direction === 'in' ? 1 : 2;
  const told = options([
    ...comments.map((comment): Option => [COMMENT, encoder.encode(comment)]),
    ...(direction === undefined ? [] : [[PACKET_FLAGS, words([way])] as const]),
  ]);
  return block(ENHANCED_PACKET, [words(head), padded(bytes), ...told]);
}

type Option = readonly [code: number, value: Uint8Array];

function options(all: readonly Option[]): Uint8Array[] {
  if (all.length === 0) return [];
  const heads = all.map(([code, value]) => words([code | (value.length << 16)]));
  return [...all.flatMap(([, value], at) => [heads[at] ?? value, padded(value)]), words([0])];
}

/** The length stands before and behind the body, so that a file can be read backwards. */
function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 12);
  return concat([words([type, length]), ...parts, words([length])], length);
}

function words(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * numbers.length);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, at) => {
    view.setUint32(4 * at, number, true);
  });
  return bytes;
}

function padded(bytes: Uint8Array): Uint8Array {
  return bytes.length % 4 === 0 ? bytes : concat([bytes], 4 * Math.ceil(bytes.length / 4));
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
