import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

import { readLines } from './lines.js';
import type { Sink } from './input.js';
import { createDecoder } from './text.js';
import { unreadable } from './unreadable.js';

const POLL_MS = 250;
const CHUNK = 64 * 1024;

/**
 * Reads a growing text file as `tail -F` does, from its beginning until `signal`: goes on with the new file where it is
 * rotated, from the start where it is truncated, and waits where it is away. Rejects where it cannot be opened at first.
 */
export async function tail(
  name: string,
  sink: Pick<Sink, 'line' | 'quick' | 'damaged'>,
  signal: AbortSignal,
): Promise<void> {
  const first = await open(name).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  await readLines(pieces(name, first, signal), sink);
}

async function* pieces(name: string, first: FileHandle, signal: AbortSignal): AsyncGenerator<string> {
  let file = first;
  let decoder = createDecoder('utf-8');
  let at = 0;
  let unfinished = false;
  const buffer = Buffer.alloc(CHUNK);

  /** What another beginning follows must not run into it. */
  const anew = (): string => {
    const rest = decoder.end() + (unfinished ? '\n' : '');
    decoder = createDecoder('utf-8');
    at = 0;
    unfinished = false;
    return rest;
  };

  try {
    while (!signal.aborted) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, at);
      if (bytesRead > 0) {
        at += bytesRead;
        unfinished = buffer[bytesRead - 1] !== 10;
        yield decoder.text(Buffer.from(buffer.subarray(0, bytesRead)));
        continue;
      }
      const [here, there] = await Promise.all([file.stat(), stat(name).catch(() => undefined)]);
      if (here.size < at) yield anew();
      else if (there !== undefined && (there.ino !== here.ino || there.dev !== here.dev)) {
        const next = await open(name).catch(() => undefined);
        if (next !== undefined) {
          yield anew();
          await file.close();
          file = next;
        }
      } else await setTimeout(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
    yield decoder.end();
  } finally {
    await file.close();
  }
}
