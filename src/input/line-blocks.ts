import type { Block } from '../events/line-block.js';

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

/** One buffer serves them all: a block lives until the next one is made. */
export function createLineBlocks(): (text: string) => Block {
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
    buffer[length] = NEWLINE;
    return { text, bytes: buffer, view, end: length, at: 0 };
  };
}
