import { constants, open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

import { UNREADABLE } from '../events/damage.js';
import { EXIT, Failure } from '../failure.js';
import { fileTypeOf } from './file-type.js';
import { readLines } from './lines.js';
import type { Sink } from './input.js';
import { createDecoder, type Encoding } from './decode.js';
import { unreadable } from './unreadable.js';

const POLL_MS = 250;
const CHUNK = 64 * 1024;
/** To open a pipe that nobody writes to yet, without waiting until somebody does. */
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Reads a growing text file as `tail -F` does, from its beginning until `signal`: goes on with the new file where it is
 * rotated, from the start where it is truncated, and waits where it is away, also at first. A named pipe is read whoever
 * writes to it. Rejects where it cannot be read, and where it holds no text; of a file that was text and begins anew as
 * something else that beginning is passed over, and `sink` and `warn` are told.
 */
export async function tail(
  name: string,
  sink: Pick<Sink, 'line' | 'quick' | 'damaged'>,
  signal: AbortSignal,
  warn: (sentence: string) => void = () => undefined,
): Promise<void> {
  const lost = (why: string): void => {
    sink.damaged(UNREADABLE, 1);
    warn(`${why} now; it is passed over until it begins anew as text`);
  };
  await readLines(pieces(name, signal, lost), sink);
}

async function* pieces(
  name: string,
  signal: AbortSignal,
  lost: (why: string) => void,
): AsyncGenerator<string> {
  let file: FileHandle | undefined;
  let decoder: Decoder | undefined;
  let wasText = false;
  let at = 0;
  let unfinished = false;
  let isPipe = false;
  /** Another file has its name: its writer may still be at the last lines of this one. */
  let isLeft = false;
  const buffer = Buffer.alloc(CHUNK);

  /** What another beginning follows must not run into it. */
  const anew = (): string => {
    const rest = (decoder?.end() ?? '') + (unfinished ? '\n' : '');
    decoder = undefined;
    at = 0;
    unfinished = false;
    return rest;
  };

  try {
    while (!signal.aborted) {
      const { bytesRead } =
        (await file?.read(buffer, 0, CHUNK, isPipe ? null : at).catch(nothingYet(name))) ?? NOTHING;
      if (bytesRead > 0) {
        at += bytesRead;
        const bytes = Buffer.from(buffer.subarray(0, bytesRead));
        decoder ??= decoderOf(name, bytes, wasText ? lost : undefined);
        wasText = true;
        unfinished = decoder !== NO_TEXT && buffer[bytesRead - 1] !== 10;
        yield decoder.text(bytes);
        continue;
      }
      const [here, there] = await Promise.all([file?.stat(), stat(name).catch(() => undefined)]);
      const isOther = there !== undefined && (there.ino !== here?.ino || there.dev !== here.dev);
      if (here !== undefined && !isPipe && here.size < at) {
        yield anew();
        continue;
      }
      if (isOther && (isLeft || file === undefined) && (there.isFile() || there.isFIFO())) {
        const next = await open(name, WITHOUT_WAITING).catch(notThereYet(name, file !== undefined));
        if (next !== undefined) {
          yield anew();
          await file?.close();
          file = next;
          isPipe = there.isFIFO();
          isLeft = false;
          continue;
        }
      }
      isLeft = isOther;
      await setTimeout(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
    yield decoder?.end() ?? '';
  } finally {
    await file?.close();
  }
}

const NOTHING = { bytesRead: 0 };

/** It may have gone since it was seen; and what took the place of another may not be read as yet. */
function notThereYet(name: string, hasBefore: boolean): (error: unknown) => undefined {
  return (error) => {
    if (!hasBefore && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(name, error);
  };
}

/** A pipe that is open to be written to, and to which nothing was written. */
function nothingYet(name: string): (error: unknown) => { bytesRead: number } {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return NOTHING;
    throw unreadable(name, error);
  };
}

type Decoder = Pick<ReturnType<typeof createDecoder>, 'text' | 'end'>;
const NO_TEXT: Decoder = { text: () => '', end: () => '' };

/** Throws Failure where the beginning is no text, unless somebody wants to hear of it. */
function decoderOf(name: string, head: Buffer, lost: ((why: string) => void) | undefined): Decoder {
  try {
    return createDecoder(encodingOf(name, head));
  } catch (error) {
    if (lost === undefined || !(error instanceof Failure)) throw error;
    lost(error.message);
    return NO_TEXT;
  }
}

/** Of the beginning of a file: what is packed or binary does not grow by lines. */
function encodingOf(name: string, head: Buffer): Encoding {
  const kind = fileTypeOf(head);
  if (kind.is === 'text') return kind.encoding;
  const [what, advice] =
    kind.is === 'refused'
      ? [kind.what, kind.advice]
      : [`a ${kind.is} file and does not grow by lines`, 'fgtrace analyze reads it.'];
  throw new Failure('FGT_KIND', EXIT.unrecognised, `${name} is ${what}`, [advice]);
}
