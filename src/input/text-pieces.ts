import type { Block } from '../events/line-block.js';
import type { Chunks } from './codecs.js';
import { createDecoder, type Encoding } from './decode.js';
import type { Sink } from './input.js';
import { CHUNK, createAsciiLines } from './line-blocks.js';

/** Text in any cut, or whole lines. */
export type Piece = string | Block;

/**
 * What is in a file, in pieces, between some of which other inputs have their turn: whole lines while all is plain ASCII,
 * and from then on text.
 */
export async function* textPieces(
  chunks: Chunks,
  encoding: Encoding,
  newline: string,
  sink: Sink,
): AsyncGenerator<Piece> {
  const decoder = createDecoder(encoding);
  const cut = sink.turn === undefined ? uncut : createTurnCuts();
  let ascii = encoding === 'utf-8' && newline === '\n' ? createAsciiLines() : undefined;

  const asText = (bytes: Buffer): Piece[] => {
    const text = decoder.text(bytes);
    return cut(
      text.length,
      (from) => text.indexOf(newline, from),
      (from, to) => text.slice(from, to),
    );
  };
  const asLines = (lines: Block): Piece[] =>
    cut(
      lines.end + 1,
      (from) => (from > lines.end ? -1 : lines.bytes.indexOf(NEWLINE, from)),
      (from, to) => (from < to ? { ...lines, at: from, end: to - 1 } : ''),
    );
  const pieces = (bytes: Buffer): Piece[] => {
    if (ascii === undefined) return asText(bytes);
    const lines = ascii.add(bytes);
    if (lines !== null) return lines === undefined ? [] : asLines(lines);
    const rest = Buffer.concat([ascii.rest(), bytes]);
    ascii = undefined;
    return asText(rest);
  };

  await sink.turn?.();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += CHUNK) {
      yield* inTurn(pieces(chunk.subarray(at, at + CHUNK)), sink);
      await sink.ready?.();
    }
  }
  yield ascii === undefined ? decoder.end() : ascii.rest().toString('latin1');
}

async function* inTurn(pieces: readonly Piece[], { turn }: Sink): AsyncGenerator<Piece> {
  for (const [nth, piece] of pieces.entries()) {
    if (nth > 0) await turn?.();
    yield piece;
  }
}

const NEWLINE = 10;

/** Between two turns. */
const LINES = 512;

/**
 * Cuts what is so long where other inputs have their turn: after so many lines, and not after so many bytes. A copy with
 * names of other lengths then is read side by side with others as its original is, and is told the same.
 */
type Cut = (
  length: number,
  newlineFrom: (from: number) => number,
  part: (from: number, to: number) => Piece,
) => Piece[];

const uncut: Cut = (length, _newlineFrom, part) => [part(0, length)];

function createTurnCuts(): Cut {
  let left = LINES;
  return (length, newlineFrom, part) => {
    const starts = [0];
    for (let end = newlineFrom(0); end >= 0; end = newlineFrom(end + 1)) {
      left -= 1;
      if (left > 0) continue;
      starts.push(end + 1);
      left = LINES;
    }
    return starts.map((from, nth) => part(from, starts[nth + 1] ?? length));
  };
}
