import { addressOf } from '../net.js';
import { u16, u8 } from './bytes.js';
import { dissectFrame, ETHERNET, RAW_IP } from './frame.js';

/** A row of a hex dump: where its digits stand in the line, and the bytes they tell. */
export interface HexRow {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly line: string;
  /** The place of each byte's two digits. */
  readonly places: readonly number[];
}

const ROW = /^(?:\s{0,8}|.{1,40}?\s)(?:0x([\da-f]{4})[ \t:]|(\d{6})\t)/i;
/** A row of the sniffer itself whose tabs became blanks, as a number may begin any other line. */
const BLANK_ROW = /^\s{0,8}(\d{5}0) {1,8}(?=[\da-f]{4} )/i;
const SURE_BLANK_ROW = /^\s{0,8}\d{5}0 {1,8}(?:[\da-f]{4} ){2}/i;
const MOST = 16;
const BLANK = 32;

/** The row that the line is; null where it is none. `next`: the offset that would go on with the rows above. */
export function rowOf(line: string, next = 0): HexRow | null {
  if (line.length > 200) return null;
  const head = ROW.exec(line) ?? blankRow(line, next);
  if (head === null) return null;
  const offset = Number.parseInt(head[1] ?? head[2] ?? '', 16);
  const places: number[] = [];
  const bytes: number[] = [];
  let at = head[0].length;
  while (line[at] === ' ' || line[at] === '\t') at += 1;
  while (places.length < MOST && /^[\da-f]{2}/i.test(line.slice(at, at + 2))) {
    places.push(at);
    bytes.push(Number.parseInt(line.slice(at, at + 2), 16));
    at += line[at + 2] === ' ' ? 3 : 2;
  }
  if (places.length === 0 && line.slice(at).trim() !== '') return null;
  return { offset, bytes: Uint8Array.from(bytes), line, places };
}

function blankRow(line: string, next: number): RegExpExecArray | null {
  const head = BLANK_ROW.exec(line);
  const goesOn = next > 0 && Number.parseInt(head?.[1] ?? '', 16) === next;
  return goesOn || SURE_BLANK_ROW.test(line) ? head : null;
}

/** The row with other bytes, digits and letters. */
export function rowWith({ line, places, bytes: before }: HexRow, bytes: Uint8Array): string {
  let out = line;
  places.forEach((place, nth) => {
    const digits = (bytes[nth] ?? 0).toString(16).padStart(2, '0');
    out = out.slice(0, place) + digits + out.slice(place + 2);
  });
  const end = (places.at(-1) ?? 0) + 2;
  const gap = /^[^\S\t]*\t+|^\s*/.exec(out.slice(end))?.[0].length ?? 0;
  if (end + gap >= out.length) return out;
  const column = out.slice(end + gap);
  const hasBlanks = before.some((byte, nth) => byte === BLANK && column[nth] === ' ');
  const printed = printedBytes(bytes);
  return out.slice(0, end + gap) + (hasBlanks ? withBlanks(printed, bytes) : printed);
}

/** Some programs print a blank as it is, others as a dot. */
function withBlanks(printed: string, bytes: Uint8Array): string {
  return printed.replace(/\./g, (dot, at: number) => (bytes[at] === BLANK ? ' ' : dot));
}

/** The column of a dump that people read. */
export function printedBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
}

/**
 * Whether a dump begins with an Ethernet header or with the IP packet: that reading is right whose addresses stand in
 * the line above it.
 */
export function linkTypeOf(bytes: Uint8Array, header: string): number {
  const readings = [ETHERNET, RAW_IP].map((link) => ({ link, src: dissectFrame(bytes, link).src }));
  const known = readings.filter(({ src }) => src !== undefined);
  const agreeing = known.find(({ src }) => src !== undefined && header.includes(addressOf(src)));
  if (agreeing !== undefined) return agreeing.link;
  if (known[0] !== undefined) return known[0].link;
  return u16(bytes, 12) < 0x600 && bytes.length > 0 && (u8(bytes, 0) & 0xf0) === 0x40 ? RAW_IP : ETHERNET;
}
