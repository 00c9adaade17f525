import { stat } from 'node:fs/promises';

import { findFiles, type Warn } from '../../input/find-files.js';

/**
 * The names of what is to be followed. A file that is not there yet is waited for, but not where none of them is there:
 * who waits for a slip of the hand waits for ever.
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
