import { once } from 'node:events';
import type { Writable } from 'node:stream';

const BLOCK = 64 * 1024;

/** Output in blocks, since a write for every line costs more than making the line. */
export interface Blocks {
  write(text: string): void;
  /**
   * Lets out what is there, since the next may be long in coming. A promise where the reader of the output does not
   * keep up: wait for it before making more.
   */
  ready(): Promise<void> | undefined;
  /** Writes what is left; resolves when it has left the process. */
  end(): Promise<void>;
}

export function createBlocks(stream: Writable): Blocks {
  let block: string[] = [];
  let length = 0;
  let waiting: Promise<void> | undefined;

  const flush = (): void => {
    const full = !stream.write(block.join(''));
    block = [];
    length = 0;
    if (full) {
      waiting ??= once(stream, 'drain').then(() => {
        waiting = undefined;
      });
    }
  };
  return {
    write(text) {
      block.push(text);
      length += text.length;
      if (length >= BLOCK) flush();
    },
    ready() {
      if (length > 0) flush();
      return waiting;
    },
    async end() {
      await new Promise<void>((resolve, reject) => {
        stream.write(block.join(''), (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    },
  };
}
