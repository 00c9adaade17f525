import { pipeline } from 'node:stream/promises';

import split2 from 'split2';

import type { Block } from '../events/line-block.js';
import { createLineBlocks, wholeLines } from './line-blocks.js';
import type { Sink } from './input.js';
import type { Piece } from './text-pieces.js';

/** The longest line that is passed on, in UTF-16 units; what is longer is cut and told as `overlong-line`. */
export const MAX_LINE_LENGTH = 1024 * 1024;

/**
 * Text in any cuts, or whole lines, to lines, handed to the sink as they come, the last one also where no newline ends it.
 * Trailing CRs go, and a BOM (joined files have one inside). Returns how many lines there were. Rejects with what the
 * pieces or the sink throw. Memory stays bounded also where a newline never comes.
 */
export async function readLines(
  pieces: AsyncIterable<Piece>,
  sink: Pick<Sink, 'line' | 'quick' | 'damaged'>,
  newline: '\n' | '\r' = '\n',
): Promise<number> {
  let count = 0;
  const blockOf = createLineBlocks(newline);
  const code = newline.charCodeAt(0);
  const quick = newline === '\n' ? sink.quick : undefined;
  const line = (text: string): void => {
    count += 1;
    if (text.length > MAX_LINE_LENGTH) sink.damaged('overlong-line', count);
    sink.line(trimmed(text));
  };
  const take = (block: Block): void => {
    for (;;) {
      count += quick?.(block) ?? 0;
      if (block.at > block.end) return;
      const end = block.bytes.indexOf(code, block.at);
      line(block.slice(block.at, end));
      block.at = end + 1;
    }
  };
  // The mapper is the sink and returns nothing: half the cost of an object stream behind split2.
  const taken = (text: string): void => {
    take(blockOf(text));
  };
  const split = split2(wholeLines(newline), taken, { decodeStrings: false });
  await pipeline(bounded(textOf(pieces, take), newline), split);
  return count;
}

/** What is in whole lines already has nothing to be cut. */
async function* textOf(pieces: AsyncIterable<Piece>, take: (lines: Block) => void): AsyncGenerator<string> {
  for await (const piece of pieces) {
    if (typeof piece === 'string') yield piece;
    else take(piece);
  }
}

function trimmed(line: string): string {
  const start = line.charCodeAt(0) === 0xfeff ? 1 : 0;
  let end = Math.min(line.length, MAX_LINE_LENGTH);
  while (end > start && line.charCodeAt(end - 1) === 13) end -= 1;
  return start === 0 && end === line.length ? line : line.slice(start, end);
}

/**
 * Keeps an unfinished line from growing in split2, whose own `maxLength` will not do: with `skipOverflow` the whole
 * line is gone, and a long line that comes in one piece passes. One unit more than fits is left, to tell that it was cut.
 */
async function* bounded(pieces: AsyncIterable<string>, newline: string): AsyncGenerator<string> {
  let open = 0;
  for await (const piece of pieces) {
    const found = piece.indexOf(newline);
    const head = found < 0 ? piece.length : found;
    const left = Math.max(0, MAX_LINE_LENGTH + 1 - open);
    if (head <= left) {
      yield piece;
    } else {
      if (left > 0) yield piece.slice(0, left);
      if (found >= 0) yield piece.slice(found);
    }
    open =
      found < 0 ? Math.min(open + head, MAX_LINE_LENGTH + 1) : piece.length - 1 - piece.lastIndexOf(newline);
  }
}

/** What parts the lines of a text that begins so: CR where it is an old Mac's and has no other line ends. */
export function newlineOf(head: string): '\n' | '\r' {
  return !head.includes('\n') && (head.match(/\r[^\r]/g)?.length ?? 0) > 1 ? '\r' : '\n';
}
