import { stat } from 'node:fs/promises';

import { findFiles, type Warn } from '../../input/find-files.js';

/**
 * The names of the files to follow. A missing file is waited for, unless all of them are missing: then the names are
 * probably misspelt, and waiting would never end.
 */
export async function filesToFollow(names: readonly string[], warn: Warn): Promise<string[]> {
  const away = new Set<string>();
  for (const name of names) {
    if (name !== '-' && (await stat(name).catch(isAway)) === true) away.add(name);
  }
  const there = names.filter((name) => !away.has(name));
  const found = await findFiles(there.length > 0 ? there : names, warn);
  for (const name of away) warn(`${name} is not there yet and is read when it appears`);
  return [...found.map(({ name }) => name), ...away];
}

const isAway = (error: NodeJS.ErrnoException): boolean => error.code === 'ENOENT';
