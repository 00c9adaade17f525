import { createWriteStream, rmSync } from 'node:fs';
import { link, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { EXIT, Failure } from '../../failure.js';

/** Pieces are gathered to blocks of this size before they are written. */
const BLOCK = 64 * 1024;

function* blocks(pieces: Iterable<string>): Iterable<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/**
 * Writes a result to stdout, or to a file that did not exist before (`force`: or did): under a temporary name beside
 * it, which takes its place when all is written. Failure 73 where that cannot be done; nothing is overwritten then.
 */
export async function writeResult(
  pieces: Iterable<string>,
  file: string | undefined,
  force: boolean,
): Promise<void> {
  if (file === undefined || file === '-') {
    await pipeline(Readable.from(blocks(pieces)), process.stdout, { end: false });
    return;
  }
  const there = await stat(file).catch(() => undefined);
  // A device or a pipe is written to: to put a file in its place would break it for everybody.
  const isPlace = there === undefined || there.isFile() || there.isDirectory();
  if (!force && there !== undefined && isPlace) throw occupied(file);
  try {
    if (isPlace) await replace(file, pieces, force);
    else await pipeline(Readable.from(blocks(pieces)), createWriteStream(file));
  } catch (error) {
    discardUnfinished();
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw occupied(file);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      'FGT_UNWRITABLE',
      EXIT.unwritable,
      `Cannot write ${file}: ${reason}`,
      ['Name a file in a folder that you may write to.'],
      { cause: error },
    );
  }
}

let unfinished: string | undefined;

async function replace(file: string, pieces: Iterable<string>, force: boolean): Promise<void> {
  const temporary = join(dirname(file), `.fgtrace-${process.pid}.tmp`);
  const stream = createWriteStream(temporary, { flags: 'wx' });
  stream.once('open', () => {
    unfinished = temporary;
  });
  await pipeline(Readable.from(blocks(pieces)), stream);
  if (force) await rename(temporary, file);
  else {
    // A link never replaces a file that appeared meanwhile.
    await link(temporary, file);
    await rm(temporary);
  }
  unfinished = undefined;
}

/** Removes what was written so far under a temporary name; at once, for what follows may be an exit. */
export function discardUnfinished(): void {
  if (unfinished !== undefined) rmSync(unfinished, { force: true });
  unfinished = undefined;
}

function occupied(file: string): Failure {
  return new Failure('FGT_EXISTS', EXIT.unwritable, `${file} exists already and was left as it is`, [
    'Give another name, or --force to replace it.',
  ]);
}

/** Colours only on a terminal; NO_COLOR and FORCE_COLOR as everywhere. */
export function wantsColour(file: string | undefined): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return (file === undefined || file === '-') && process.stdout.isTTY && TERM !== 'dumb';
}

/** The terminal's width; 80 columns in a pipe or a file. */
export function widthOf(asked: number | undefined): number {
  return asked ?? (process.stdout.isTTY ? Math.max(60, process.stdout.columns) : 80);
}
