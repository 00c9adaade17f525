import type { BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';

import { EXIT, Failure } from '../failure.js';
import { expandPattern } from './expand-pattern.js';
import { refusal, unreadable } from './unreadable.js';
import type { Warn } from './warn.js';

/** One thing to read, under the name that is shown. */
export interface Found {
  readonly name: string;
  /** Bytes on disk; undefined for a stream (stdin, a FIFO), which can be read only once. */
  readonly size: number | undefined;
  /** Met in a folder and not named: what cannot be read is then passed over, and the report says so. */
  readonly inFolder: boolean;
}

/**
 * What names lead to: folders walked, without hidden files; each file once, under the first of its names. Throws
 * Failure: 66 where a name leads to nothing that can be read, 2 where `-` stands twice.
 */
export async function findFiles(names: readonly string[], warn: Warn): Promise<Found[]> {
  const found: Found[] = [];
  const seen = new Map<string, string>();
  if (readsStdin(names)) found.push({ name: '-', size: undefined, inFolder: false });
  let met = 0;
  const files = await Promise.all(names.filter((one) => one !== '-').map(expandPattern));
  for (const name of files.flat().sort()) {
    const before = met;
    await visit(name, false);
    if (met === before) throw refusal(name, 'no file is in the folder', 'Name a folder with captures in it.');
  }
  return found;

  async function visit(name: string, inFolder: boolean): Promise<void> {
    const info = await look(name, inFolder);
    if (info === undefined) return;
    const folder = info.isDirectory();
    const id = `${info.dev}:${info.ino}`;
    const known = seen.get(id);
    seen.set(id, known ?? name);
    if (known !== undefined) {
      // A folder met again on the way is a link that leads back up.
      if (folder && inFolder) return;
      met += 1;
      warn(`${name} is ${known === name ? 'named twice' : `the same as ${known}`} and is read once`);
    } else if (folder) await visitFolder(name, inFolder);
    else if (info.isFile() || (info.isFIFO() && !inFolder)) {
      met += 1;
      found.push({ name, size: info.isFile() ? Number(info.size) : undefined, inFolder });
    } else if (inFolder) {
      warn(`${name} is no file and is passed over`);
    } else {
      const what = info.isSocket() ? 'a socket' : 'a device';
      throw refusal(name, `it is ${what}`, 'Name a file, a folder or a pipe; - is standard input.');
    }
  }

  async function visitFolder(name: string, inFolder: boolean): Promise<void> {
    let entries: string[];
    try {
      entries = await readdir(name);
    } catch (error) {
      refuse(name, inFolder, error);
      return;
    }
    for (const entry of entries.filter((one) => !one.startsWith('.')).sort()) {
      await visit(name.replace(/\/*$/, `/${entry}`), true);
    }
  }

  /** In a folder it counts as found, and the attempt to open it tells why it is not read. */
  function refuse(name: string, inFolder: boolean, error: unknown): void {
    if (!inFolder) throw unreadable(name, error);
    met += 1;
    found.push({ name, size: 0, inFolder: true });
  }

  async function look(name: string, inFolder: boolean): Promise<BigIntStats | undefined> {
    try {
      return await stat(name, { bigint: true });
    } catch (error) {
      refuse(name, inFolder, error);
      return undefined;
    }
  }
}

function readsStdin(names: readonly string[]): boolean {
  const dashes = names.filter((name) => name === '-').length;
  if (dashes > 1)
    throw new Failure('FGT_USAGE', EXIT.usage, 'Standard input (-) can be read only once', ['Name - once.']);
  return dashes === 1;
}
