import { constants, createWriteStream, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { outputFailure, outputPlace, type OutputRules, type OutputPlace } from './output-place.js';
import { createUnfinished, type UnfinishedFile } from './unfinished-file.js';

const ASK_AGAIN_MS = 100;

/**
 * Opens the place of an output, the one way for every command. A file is written under a temporary name, and stands at
 * its place only when it is whole. `mode` is that of a new file (less the umask).
 */
export async function openOutput(
  file: string,
  rules: OutputRules & { readonly mode?: number },
): Promise<UnfinishedFile> {
  const place = await outputPlace(file, rules);
  try {
    const output = await openPlace(place, rules.mode ?? 0o666);
    return {
      ...output,
      finish: () =>
        output.finish().catch((error: unknown) => {
          output.discard();
          throw outputFailure(file, error);
        }),
    };
  } catch (error) {
    throw outputFailure(file, error);
  }
}

async function openPlace(place: OutputPlace, mode: number): Promise<UnfinishedFile> {
  if (place.is === 'file') return createUnfinished(place.path, place.there, mode);
  if (place.is === 'pipe')
    return written(new Socket({ fd: await pipe(place.path), readable: false, writable: true }));
  if (place.is === 'device') return written(createWriteStream(place.path, { flags: 'r+' }));
  fstatSync(place.fd);
  if (place.fd === 1) return standard(process.stdout);
  if (place.fd === 2) return standard(process.stderr);
  return written(createWriteStream('', { fd: place.fd, autoClose: false }));
}

/**
 * Waits for a reader without blocking: a thread that waits in `open` would keep the process from ending at a signal.
 */
async function pipe(path: string): Promise<number> {
  for (;;) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    }
    await pause(ASK_AGAIN_MS);
  }
}

/** What is written to as it comes: nothing can be taken back. */
function written(stream: Writable): UnfinishedFile {
  stream.on('error', () => undefined);
  return {
    stream,
    async finish() {
      stream.end();
      await finished(stream, { readable: false });
    },
    discard() {
      stream.destroy();
    },
  };
}

/** Standard output is not ours to close. */
function standard(stream: Writable): UnfinishedFile {
  return {
    stream,
    finish: () =>
      new Promise((resolve, reject) => {
        stream.write('', (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    discard: () => undefined,
  };
}
