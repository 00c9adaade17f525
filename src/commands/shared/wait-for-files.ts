import { stat } from 'node:fs/promises';

import { Failure } from '../../failure.js';
import { findFiles } from '../../input/find-files.js';
import type { Warn } from '../../input/warn.js';

export interface ToFollow {
  /** Files, pipes and `-`, there or not yet. */
  readonly files: readonly string[];
  /** What is in these, and what appears in them later, is followed too. */
  readonly folders: readonly string[];
}

/**
 * What the names lead to. A missing file is waited for, unless all of them are missing: then the names are probably
 * misspelt, and waiting would never end. Of several names one that cannot be followed gets a sentence; it is a failure
 * only if none can.
 */
export async function filesToFollow(names: readonly string[], warn: Warn): Promise<ToFollow> {
  const good: string[] = [];
  const folders: string[] = [];
  const away: string[] = [];
  let failure: Failure | undefined;
  for (const name of names) {
    const kind = await kindOf(name).catch(failureOf);
    if (kind === 'folder') folders.push(name);
    else if (kind === 'file') good.push(name);
    else if (kind === 'away') away.push(name);
    else if (names.length > 1) warn(kind.message);
    if (kind instanceof Failure) failure ??= kind;
  }
  if (good.length === 0 && folders.length === 0) {
    if (failure !== undefined) throw failure;
    await findFiles(names, warn);
  }
  const found = await findFiles(good, warn);
  for (const name of away) warn(`${name} is not there yet and is read when it appears`);
  return { files: [...found.map(({ name }) => name), ...away], folders };
}

async function kindOf(name: string): Promise<'file' | 'folder' | 'away'> {
  if (name === '-') return 'file';
  const info = await stat(name).catch((error: unknown) => error as NodeJS.ErrnoException);
  if ('code' in info && info.code === 'ENOENT') return 'away';
  if ('isDirectory' in info && info.isDirectory()) return 'folder';
  await findFiles([name], () => undefined);
  return 'file';
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}
