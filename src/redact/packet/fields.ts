import type { Pseudonyms } from '../pseudonym/pseudonyms.js';

/** What rewrites the bytes of frames, in place and of the same length. */
export interface FrameRedaction {
  readonly pseudonyms: Pseudonyms;
  /** What the connection says in these bytes, as it has to be written; null where it is dropped. */
  readonly payload: (segment: TcpSegment) => Uint8Array | null;
}

/** What rewrites what one side of a connection says. */
export interface TalkRedaction {
  /** A line of a control channel without its end; the answer is as long. */
  readonly line: (text: string) => string;
  /** The name of a host, as long. */
  readonly host: (name: string) => string;
  /** By how many seconds times are moved. */
  readonly shift: number;
}

/** TCP payload of one packet. `from` and `to` name the ends of the connection as they were captured. */
export interface TcpSegment {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly [number, number];
  readonly sequence: number;
  readonly syn: boolean;
  readonly bytes: Uint8Array;
}

export function redactMac(bytes: Uint8Array, at: number, { pseudonyms }: FrameRedaction): void {
  if (at + 6 > bytes.length) drop(bytes, at);
  else bytes.set(pseudonyms.mac(bytes.slice(at, at + 6)) ?? bytes.slice(at, at + 6), at);
}

/** Of an address that the capture cuts nothing is left. */
export function redactAddress(
  bytes: Uint8Array,
  at: number,
  length: 4 | 16,
  { pseudonyms }: FrameRedaction,
): void {
  if (at + length > bytes.length) drop(bytes, at);
  else bytes.set(pseudonyms.octets(bytes.slice(at, at + length)), at);
}

export function drop(bytes: Uint8Array, from: number, to = bytes.length): void {
  if (from < bytes.length) bytes.fill(0, from, to);
}
