import { printedBytes } from '../dissect/hex-rows.js';
import type { CapturedFrame } from '../events/sniffer.js';

const PER_ROW = 16;
/** A row has an offset of four digits. */
const LONGEST = 0x10000;
/** Bytes before the IP packet, for link types that the unit's sniffer never prints: loopback and Linux cooked. */
const IP_AT: Readonly<Record<number, number>> = { 0: 4, 108: 4, 113: 16, 276: 20 };

/** A frame as the unit's sniffer dumps it with verbosity 6: sixteen bytes a row, after them what is readable. */
export function* hexRows({ linkType, bytes }: CapturedFrame): Iterable<string> {
  const packet = bytes.subarray(IP_AT[linkType] ?? 0, LONGEST);
  for (let at = 0; at < packet.length; at += PER_ROW) yield hexRow(at, packet.subarray(at, at + PER_ROW));
}

function hexRow(offset: number, row: Uint8Array): string {
  const digits = [...row].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const words = digits.match(/.{1,4}/g) ?? [];
  return `0x${offset.toString(16).padStart(4, '0')}\t ${words.join(' ').padEnd(39)}\t${printedBytes(row)}`;
}
