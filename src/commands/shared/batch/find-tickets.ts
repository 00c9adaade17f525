import { createHmac } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { EXIT, Failure } from '../../../failure.js';
import { findFiles } from '../../../input/find-files.js';
import { refusal, unreadable } from '../../../input/unreadable.js';

/** A folder or file of captures that belong together. */
export interface Ticket {
  /** Its own name, or with the folder that was named where two have the same. */
  readonly name: string;
  readonly path: string;
}

/**
 * Each entry of each folder is a ticket, without hidden ones, in the order of their names; a file that is named is a
 * ticket itself. Fails with 66 where a name leads to nothing.
 */
export async function findTickets(names: readonly string[]): Promise<Ticket[]> {
  const paths: string[] = [];
  for (const name of names) paths.push(...(await entriesOf(name)));
  const unique = [...new Set(paths)];
  const named = new Map<string, number>();
  for (const path of unique) named.set(basename(path), (named.get(basename(path)) ?? 0) + 1);
  return unique.map((path) => ({ name: named.get(basename(path)) === 1 ? basename(path) : path, path }));
}

async function entriesOf(name: string): Promise<string[]> {
  if (name === '-')
    throw new Failure('FGT_USAGE', EXIT.usage, 'A batch is read from folders, not from standard input', [
      'Name a folder of tickets: fgtrace batch DIR',
    ]);
  try {
    if (!(await stat(name)).isDirectory()) return [name];
    const entries = (await readdir(name)).filter((entry) => !entry.startsWith('.')).sort();
    if (entries.length === 0)
      throw refusal(name, 'no ticket is in the folder', 'Name a folder with tickets in it.');
    return entries.map((entry) => join(name, entry));
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** How many files a ticket has, and what changes when one of them does. */
export interface TicketFiles {
  readonly files: number;
  readonly state: string;
}

/** `secret` is in the state of a redacted batch, so that nobody can try out names of files on it. */
export async function filesOf(path: string, secret: Uint8Array = new Uint8Array()): Promise<TicketFiles> {
  const hash = createHmac('sha256', secret);
  try {
    const found = await findFiles([path], () => undefined);
    for (const { name, size } of found)
      hash.update(`${name}\0${size ?? '-'}\0${(await stat(name).catch(() => undefined))?.mtimeMs ?? '-'}\n`);
    return { files: found.length, state: hash.digest('hex').slice(0, 32) };
  } catch {
    // Why it cannot be read is said when it is read.
    return { files: 0, state: '' };
  }
}
