import { once } from 'node:events';
import type { Writable } from 'node:stream';

const BLOCK_LENGTH = 64 * 1024;

/** Output in blocks, because one write for every line takes longer than making the line. */
export interface BufferedOutput {
  /** Returns a promise if the reader of the output does not keep up: wait for it before writing more. */
  write(text: string): Promise<void> | undefined;
  /** Writes out what is buffered, for when the next line may take long to come. Returns a promise as `write` does. */
  ready(): Promise<void> | undefined;
  /** Writes what is left. Resolves when it has left the process. */
  end(): Promise<void>;
}

export function createBufferedOutput(stream: Writable): BufferedOutput {
  let block = '';
  let waiting: Promise<void> | undefined;

  const flush = (): void => {
    const full = !stream.write(block, encodingOf(block));
    block = '';
    if (full) {
      waiting ??= once(stream, 'drain').then(() => {
        waiting = undefined;
      });
    }
  };
  return {
    write(text) {
      block += text;
      if (block.length >= BLOCK_LENGTH) flush();
      return waiting;
    },
    ready() {
      if (block !== '') flush();
      return waiting;
    },
    async end() {
      await new Promise<void>((resolve, reject) => {
        stream.write(block, encodingOf(block), (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    },
  };
}

/** The same bytes, in a third of the time where each character is one. */
function encodingOf(block: string): 'latin1' | 'utf8' {
  return /[^\x00-\x7f]/.test(block) ? 'utf8' : 'latin1';
}

/** A whole result, in blocks. */
export async function writeAll(pieces: Iterable<string>, stream: Writable): Promise<void> {
  const out = createBufferedOutput(stream);
  for (const piece of pieces) {
    const full = out.write(piece);
    if (full !== undefined) await full;
  }
  await out.end();
}
