import { u16 } from './bytes.js';

/** The sum of 16 bit words that the Internet checksum is made of; an odd byte at the end counts as a high one. */
export function wordSum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += u16(bytes, at);
  return sum;
}

/**
 * Changes the checksum at `at` by what its words changed (RFC 1624): one that was right stays right, one that an
 * interface was to fill in stays as wrong as it was, and a packet need not be there whole.
 */
export function mendChecksum(bytes: Uint8Array, at: number, before: number, after: number): void {
  if (at + 2 > bytes.length) return;
  const old = u16(bytes, at);
  const sum = (~old & 0xffff) + modulo(after) + (0xffff - modulo(before));
  const mended = ~modulo(sum) & 0xffff;
  bytes[at] = mended >> 8;
  bytes[at + 1] = mended & 0xff;
}

function modulo(sum: number): number {
  let rest = sum;
  while (rest > 0xffff) rest = (rest % 0x10000) + Math.floor(rest / 0x10000);
  return rest;
}
