import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Bytes in any cuts to text: the same text whatever the cuts. Holds back at most three bytes. A BOM may stay. */
export interface Decoder {
  text(bytes: Buffer): string;
  end(): string;
}

export function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return utf8();
  const decoder = new TextDecoder(encoding);
  return { text: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

/** UTF-8 where the bytes are, and Windows-1252 for each byte that is part of no UTF-8 sequence. */
function utf8(): Decoder {
  let held: Buffer = Buffer.alloc(0);
  return {
    text(bytes) {
      const whole = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const end = whole.length - unfinished(whole);
      held = whole.subarray(end);
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
    const size = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return size > back ? back : 0;
  }
  return 0;
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
