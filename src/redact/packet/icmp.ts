import { u8 } from '../../dissect/bytes.js';
import { drop, redactAddress, redactMac, type FrameRedaction } from './fields.js';

/** Messages that quote the packet they are about. */
const QUOTING: Readonly<Record<number, ReadonlySet<number>>> = {
  1: new Set([3, 4, 5, 11, 12]),
  58: new Set([1, 2, 3, 4]),
};
const REDIRECT = 5;
const NEIGHBOUR = new Set([135, 136]);

/** The message at `at`, up to the end of the bytes. `quoted` rewrites the packet that it may quote. */
export function redactIcmp(
  bytes: Uint8Array,
  at: number,
  proto: number,
  redaction: FrameRedaction,
  quoted: (bytes: Uint8Array, at: number, redaction: FrameRedaction) => void,
): void {
  const type = u8(bytes, at);
  if (QUOTING[proto]?.has(type) === true) {
    if (proto === 1 && type === REDIRECT) redactAddress(bytes, at + 4, 4, redaction);
    quoted(bytes, at + 8, redaction);
  } else if (proto === 58 && NEIGHBOUR.has(type)) {
    redactAddress(bytes, at + 8, 16, redaction);
    options(bytes, at + 24, redaction);
  } else drop(bytes, at + 8);
}

/** Of neighbour discovery: the MAC addresses of those who ask and answer. */
function options(bytes: Uint8Array, from: number, redaction: FrameRedaction): void {
  let at = from;
  for (let steps = 0; steps < 8 && at + 8 <= bytes.length; steps++) {
    const length = u8(bytes, at + 1) * 8;
    if (length === 0) break;
    if (u8(bytes, at) <= 2) redactMac(bytes, at + 2, redaction);
    else drop(bytes, at + 2, Math.min(bytes.length, at + length));
    at += length;
  }
}
