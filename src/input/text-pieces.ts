import type { Chunks } from './codecs.js';
import { createDecoder, type Encoding } from './decode.js';
import type { Sink } from './input.js';

/** Of text at a time: longer strings are a burden to V8, which moves or zeroes them. */
export const CHUNK = 64 * 1024;

/** The text of a file in pieces, between some of which other inputs have their turn. */
export async function* textPieces(
  chunks: Chunks,
  encoding: Encoding,
  newline: string,
  sink: Sink,
): AsyncGenerator<string> {
  const decoder = createDecoder(encoding);
  const turnsIn = createTurnCuts(newline);
  await sink.turn?.();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += CHUNK) {
      const [first = '', ...others] = turnsIn(decoder.text(chunk.subarray(at, at + CHUNK)));
      yield first;
      for (const piece of others) {
        await sink.turn?.();
        yield piece;
      }
      await sink.ready?.();
    }
  }
  yield decoder.end();
}

/** Of a text, between two turns. */
const LINES = 512;

/**
 * Cuts text where other inputs have their turn: after so many lines, and not after so many bytes. A copy with names of
 * other lengths then is read side by side with others as its original is, and is told the same.
 */
function createTurnCuts(newline: string): (text: string) => string[] {
  let left = LINES;
  return (text) => {
    const pieces: string[] = [];
    let from = 0;
    for (let end = text.indexOf(newline); end >= 0; end = text.indexOf(newline, end + 1)) {
      left -= 1;
      if (left > 0) continue;
      pieces.push(text.slice(from, end + 1));
      from = end + 1;
      left = LINES;
    }
    pieces.push(text.slice(from));
    return pieces;
  };
}
