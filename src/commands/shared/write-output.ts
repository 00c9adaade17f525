import { createWriteStream, rmSync } from 'node:fs';
import { access, constants, link, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { EXIT, Failure } from '../../failure.js';
import { DEFAULT_WIDTH, NARROWEST_WIDTH } from '../../report/print-options.js';
import { writeAllAndClose, writeAll } from './buffered-output.js';

/**
 * Fails at once (73) if `writeResult` could not write this file, before minutes are spent on making the report.
 * `writeResult` checks again, since the file may appear meanwhile.
 */
export async function checkOutput(file: string | undefined, force: boolean): Promise<void> {
  if (file === undefined || file === '-') return;
  const { there, isPlace } = await outputPlace(file);
  if (!isPlace) return;
  if (!force && there !== undefined) throw occupied(file);
  if (there?.isDirectory() === true) throw unwritable(file, 'it is a folder');
  await access(dirname(file), constants.W_OK).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

/**
 * Writes a result to stdout or to a file. The file must not exist yet, unless `force` is set. It is written under a
 * temporary name beside its place and moved there when complete. Fails with 73 if that cannot be done, and then
 * nothing was overwritten.
 */
export async function writeResult(
  pieces: Iterable<string>,
  file: string | undefined,
  force: boolean,
): Promise<void> {
  if (file === undefined || file === '-') {
    await writeAll(pieces, process.stdout);
    return;
  }
  const { there, isPlace } = await outputPlace(file);
  if (!force && there !== undefined && isPlace) throw occupied(file);
  try {
    if (isPlace) await replace(file, pieces, force);
    else await writeAllAndClose(createWriteStream(file), pieces);
  } catch (error) {
    discardUnfinished();
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw occupied(file);
    throw unwritable(file, error);
  }
}

/** Devices and pipes are written to directly: to put a file in the place of /dev/null would break it for everybody. */
async function outputPlace(file: string) {
  const there = await stat(file).catch(() => undefined);
  return { there, isPlace: there === undefined || there.isFile() || there.isDirectory() };
}

let unfinished: string | undefined;

async function replace(file: string, pieces: Iterable<string>, force: boolean): Promise<void> {
  const temporary = join(dirname(file), `.fgtrace-${process.pid}.tmp`);
  const stream = createWriteStream(temporary, { flags: 'wx' });
  stream.once('open', () => {
    unfinished = temporary;
  });
  await writeAllAndClose(stream, pieces);
  if (force) await rename(temporary, file);
  else {
    // Unlike a rename, a hard link fails if a file has appeared at this name meanwhile.
    await link(temporary, file);
    await rm(temporary);
  }
  unfinished = undefined;
}

/** Removes the unfinished temporary file. Synchronous, because the process may exit right after it. */
export function discardUnfinished(): void {
  if (unfinished !== undefined) rmSync(unfinished, { force: true });
  unfinished = undefined;
}

function unwritable(file: string, why: unknown): Failure {
  const reason = why instanceof Error ? why.message : String(why);
  return new Failure(
    'FGT_UNWRITABLE',
    EXIT.unwritable,
    `Cannot write ${file}: ${reason}`,
    ['Name a file in a folder that you may write to.'],
    { cause: why },
  );
}

function occupied(file: string): Failure {
  return new Failure('FGT_EXISTS', EXIT.unwritable, `${file} exists already and was left as it is`, [
    'Give another name, or --force to replace it.',
  ]);
}

/** Colours only on a terminal. NO_COLOR and FORCE_COLOR are obeyed. */
export function wantsColour(file: string | undefined): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return (file === undefined || file === '-') && process.stdout.isTTY && TERM !== 'dumb';
}

/** The width that was asked for, else the terminal's. */
export function outputWidth(asked: number | undefined): number {
  return asked ?? (process.stdout.isTTY ? Math.max(NARROWEST_WIDTH, process.stdout.columns) : DEFAULT_WIDTH);
}

/** Nothing is cut to fit where no screen has an edge: in a file, and in a pipe. */
export function isUncut({
  output,
  width,
}: {
  output?: string | undefined;
  width?: number | undefined;
}): boolean {
  return width === undefined && (output !== undefined || !process.stdout.isTTY);
}
