import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Bytes in any cuts to text: the same text whatever the cuts. Holds back at most three bytes. A BOM may stay. */
export interface Decoder {
  text(bytes: Buffer): string;
  end(): string;
}

export function createDecoder(encoding: Encoding): Decoder {
  return encoding === 'utf-8' ? utf8() : utf16(encoding);
}

/** A unit of UTF-16 with a letter of ASCII in each of its bytes: a whole line of such is no UTF-16. */
const TWO_LETTERS = /^[\x09\x0a\x0d\x20-\x7e]+$/;
/** So many bytes are looked at; East Asian text has few characters whose bytes are letters, and never a run of them. */
const RUN = 32;

/**
 * UTF-16 up to where it ends: PowerShell's `>` writes it, and what is appended to such a file by another program
 * follows in ASCII.
 */
function utf16(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const wide = new TextDecoder(encoding);
  let narrow: Decoder | undefined;
  let held: Buffer = Buffer.alloc(0);
  const text = (bytes: Buffer, last: boolean): string => {
    if (narrow !== undefined) return narrow.text(bytes);
    const whole = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const ends = endOfWide(whole);
    if (ends !== undefined) {
      narrow = utf8();
      held = Buffer.alloc(0);
      return wide.decode(whole.subarray(0, ends)) + narrow.text(whole.subarray(ends));
    }
    // The last bytes wait for those that show whether a run of ASCII begins in them.
    const keep = last ? 0 : Math.min(whole.length, 2 * RUN + (whole.length % 2));
    held = Buffer.from(whole.subarray(whole.length - keep));
    return wide.decode(whole.subarray(0, whole.length - keep), { stream: !last });
  };
  return {
    text: (bytes) => text(bytes, false),
    end: () => text(Buffer.alloc(0), true) + (narrow?.end() ?? ''),
  };
}

/** Where a run of ASCII begins in UTF-16, or undefined. The first byte is the first of a character. */
function endOfWide(bytes: Buffer): number | undefined {
  for (let at = 0; at + RUN <= bytes.length; at += RUN / 2) {
    if (bytes[at] === 0 || bytes[at + 1] === 0) continue;
    if (!TWO_LETTERS.test(bytes.toString('latin1', at, at + RUN))) continue;
    let start = at;
    while (start > 0 && isLetter(bytes[start - 1])) start -= 1;
    return start;
  }
  return undefined;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte !== 10 && byte >= 9 && byte < 127;
}

/** UTF-8 where the bytes are, and Windows-1252 for each byte that is part of no UTF-8 sequence. */
function utf8(): Decoder {
  let held: Buffer = Buffer.alloc(0);
  return {
    text(bytes) {
      const whole = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const end = whole.length - unfinished(whole);
      held = Buffer.from(whole.subarray(end));
      return decode(whole.subarray(0, end));
    },
    end: () => decode(held),
  };
}

function decode(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1').replace(FOREIGN, foreign);
}

/** How many bytes at the end may be the start of a character whose rest is still to come. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    return sizeFrom(byte) > back ? back : 0;
  }
  return 0;
}

/** Bytes of a character, by its first one. */
function sizeFrom(first: number): number {
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** In bytes read as Latin-1: every whole UTF-8 sequence, and what only Windows-1252 prints. */
const FOREIGN = new RegExp(
  [
    '[\\xc2-\\xdf][\\x80-\\xbf]',
    '\\xe0[\\xa0-\\xbf][\\x80-\\xbf]',
    '\\xed[\\x80-\\x9f][\\x80-\\xbf]',
    '[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}',
    '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}',
    '\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}',
    '[\\xf1-\\xf3][\\x80-\\xbf]{3}',
    '[\\x80-\\x9f]',
  ].join('|'),
  'g',
);

function foreign(match: string): string {
  if (match.length > 1) return Buffer.from(match, 'latin1').toString('utf8');
  return WINDOWS_1252[match.charCodeAt(0) - 0x80] ?? match;
}

// A table of our own, because Node 20's TextDecoder reads these 32 as C1 controls. The five gaps are controls.
const WINDOWS_1252 = Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ');
