/**
 * Looking at the bytes of a block. Every search stops at the newline behind the last line at the latest. A place of -1
 * means *not found*; a search from -1 finds nothing either, so that a caller may check once at the end.
 */

export const NEWLINE = 10;
export const CR = 13;
export const BLANK = 32;
export const QUOTE = 34;
export const UNDERSCORE = 95;

/** Longer than any record that FortiOS prints: longer lines go the long way. */
export const LONGEST_LINE = 2000;

/** A terminal that printed the end of a line once more left at least this many blanks before it. */
export const LONG_RUN = 10;

/** Fixed words, compared four bytes at a time, which costs a third. */
export interface Literal {
  readonly length: number;
  /** All whole words of four bytes but the last. */
  readonly words: Int32Array;
  /** Where the last four bytes begin, and their value; words of less than four bytes are shifted by the rest. */
  readonly tail: number;
  readonly shift: number;
  readonly last: number;
}

export function literal(text: string): Literal {
  const { length } = text;
  const bytes = new DataView(new ArrayBuffer(Math.max(length, 4)));
  for (let at = 0; at < length; at++) bytes.setUint8(at, text.charCodeAt(at));
  const words = Int32Array.from({ length: (length - 1) >> 2 }, (_, word) => bytes.getInt32(4 * word));
  const tail = Math.max(length - 4, 0);
  const shift = length < 4 ? 8 * (4 - length) : 0;
  return { length, words, tail, shift, last: bytes.getInt32(tail) >>> shift };
}

/** The place behind these words if they stand at `at`, else -1. */
export function after(view: DataView, at: number, wanted: Literal): number {
  if (at < 0 || view.getInt32(at + wanted.tail) >>> wanted.shift !== wanted.last) return -1;
  const { words } = wanted;
  for (let word = 0; word < words.length; word++) {
    if (view.getInt32(at + 4 * word) !== words[word]) return -1;
  }
  return at + wanted.length;
}

/** Whether the same bytes, at least four, stand at both places. */
export function same(one: DataView, at: number, other: DataView, place: number, length: number): boolean {
  const last = length - 4;
  for (let word = 0; word < last; word += 4) {
    if (one.getInt32(at + word) !== other.getInt32(place + word)) return false;
  }
  return one.getInt32(at + last) === other.getInt32(place + last);
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

export function afterDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) at += 1;
  return at;
}

export function afterBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === BLANK) at += 1;
  return at;
}

/** Where the number that was read last ends. */
let numberEnd = 0;
export const behindNumber = (): number => numberEnd;

/** The number of 32 bits whose digits begin there, or -1. */
export function numberAt(bytes: Uint8Array, from: number): number {
  let number = 0;
  let at = from;
  for (; at < from + 11; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  numberEnd = at;
  return at === from || number > 0xffff_ffff ? -1 : number;
}

/** The place behind the blank at `at`, which ends the text from `from` on; -1 where there is none or no text. */
export function pastBlank(bytes: Uint8Array, at: number, from: number): number {
  return at > from && bytes[at] === BLANK ? at + 1 : -1;
}

/** A..Z, a..z, 0..9 and `_`. */
const WORD = new Uint8Array(256);
for (let code = 0; code < 128; code++) WORD[code] = /\w/.test(String.fromCharCode(code)) ? 1 : 0;

export function afterWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (WORD[bytes[at] ?? 0] === 1) at += 1;
  return at;
}

/** The newline of a line whose text ends here (CRs before it are no part of the text), or -1 where the text goes on. */
export function newlineAt(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === CR) at += 1;
  return bytes[at] === NEWLINE ? at : -1;
}
