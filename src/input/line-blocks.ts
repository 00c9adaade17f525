import { isAscii } from 'node:buffer';

import type { Block } from '../events/line-block.js';

/** Of text at a time: longer strings are a burden to V8, which moves or zeroes them. */
export const CHUNK = 64 * 1024;

/** Behind the text, so that looking a few bytes ahead never leaves the buffer. */
const MARGIN = 64;
const NEWLINE = 10;
const BEYOND = /[^\x00-\xff]/;

/**
 * For split2, which asks no more of a matcher than `Symbol.split`: all whole lines as one piece, then the rest. Half of
 * what split2 costs that cuts out every line.
 */
export function wholeLines(newline: string) {
  return {
    [Symbol.split](text: string): string[] {
      const at = text.lastIndexOf(newline);
      return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
    },
  };
}

/** Text to blocks. One buffer serves them all: a block lives until the next one is made. */
export function createLineBlocks(newline: string): (text: string) => Block {
  let buffer = Buffer.alloc(0);
  let view = new DataView(buffer.buffer);
  return (text) => {
    const { length } = text;
    if (buffer.length < length + MARGIN) {
      buffer = Buffer.alloc(2 * (length + MARGIN));
      view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    }
    buffer.write(text, 'latin1');
    // The search costs nothing where V8 knows that no character is beyond, as it mostly does.
    for (let at = text.search(BEYOND); at >= 0 && at < length; at++) {
      if (text.charCodeAt(at) > 255) buffer[at] = 255;
    }
    buffer[length] = newline.charCodeAt(0);
    return { bytes: buffer, view, end: length, at: 0, slice: (from, to) => text.slice(from, to) };
  };
}

/** Bytes in any cuts to blocks, as long as they are plain ASCII. */
export interface AsciiLines {
  /**
   * All lines that are whole by now, if there are any. Null, and nothing is taken, where these bytes are more than ASCII or
   * a line is too long: from then on all is read as text, beginning with `rest`.
   */
  add(bytes: Buffer): Block | undefined | null;
  /** The line that is not whole yet. */
  rest(): Buffer;
}

/** Most captures are plain ASCII: to make texts of their bytes, and then lines of these, is most of what reading costs. */
export function createAsciiLines(): AsciiLines {
  const buffer = Buffer.allocUnsafeSlow(2 * CHUNK + MARGIN);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  // A text for each line that is asked for: one of all lines would be copied again and again by garbage collection.
  const slice: Block['slice'] = (start, end) => buffer.toString('latin1', start, end);
  let [from, to] = [0, 0];
  return {
    add(bytes) {
      if (to - from > CHUNK || !isAscii(bytes)) return null;
      buffer.copyWithin(0, from, to);
      to -= from;
      buffer.set(bytes, to);
      to += bytes.length;
      const end = buffer.lastIndexOf(NEWLINE, to - 1);
      from = end + 1;
      return end < 0 ? undefined : { bytes: buffer, view, end, at: 0, slice };
    },
    rest: () => buffer.subarray(from, to),
  };
}
