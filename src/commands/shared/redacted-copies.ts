import { closeSync, createWriteStream, openSync, writeFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { Warn } from '../../input/warn.js';
import type { Input } from '../../input/input.js';
import { openInputs } from '../../input/open.js';
import { copyNames } from '../../library/copy-names.js';
import { type Copies, renamed, type RunKey, surveyed, writeCopy } from '../../library/redacted-copy.js';
import type { Redaction } from '../../redact/redaction.js';
import { createTemporaryFolder } from './unfinished-file.js';

/** Redacted copies of inputs in a folder of their own. */
export interface RedactedCopies extends Copies {
  readonly folder: string;
  readonly remove: () => void;
}

/**
 * Copies groups of inputs, with the same pseudonyms in all. `beside`: where the folder is made, on the disk that the
 * copies shall go to; other users may read that of temporary files.
 */
export async function redactedCopies(
  groups: readonly (readonly string[])[],
  key: RunKey,
  { warn, beside = tmpdir() }: { readonly warn: Warn; readonly beside?: string },
): Promise<RedactedCopies> {
  const { path: folder, remove } = createTemporaryFolder(beside);
  try {
    const opened: Input[][] = [];
    for (const names of groups) opened.push(await openedTwice(names, folder, warn));
    const redaction = await surveyed(opened.flat(), key);
    const shown = copyNames(opened.flat().map(({ name }) => name)).map(redaction.text);
    const pairs = opened.map((inputs) => inputs.map((input) => ({ input, name: shown.shift() ?? '' })));
    for (const { input, name } of pairs.flat()) await copy(input, join(folder, name), redaction);
    const copies = async (group: number): Promise<Input[]> => {
      const again: Input[] = [];
      for (const { name } of pairs[group] ?? []) {
        const [one] = await openInputs([join(folder, name)]);
        if (one !== undefined) again.push(renamed(one, name));
      }
      return again;
    };
    return { folder, redaction, groups: pairs, copies, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The inputs, each of which can be read more than once: what comes from a pipe is kept in a file. */
async function openedTwice(names: readonly string[], folder: string, warn: Warn): Promise<Input[]> {
  const kept = new Map<string, string>();
  const places: string[] = [];
  for (const name of names) {
    const isPipe = name === '-' || (await stat(name).catch(() => undefined))?.isFIFO() === true;
    if (!isPipe) places.push(name);
    // Of an archive there are several.
    else
      for (const input of await openInputs([name], { stdin: process.stdin, warn })) {
        const place = join(folder, `.piped-${kept.size}`);
        await pipeline(input.unpacked(), createWriteStream(place, { mode: 0o600 }));
        const shown = name === '-' ? 'stdin' : basename(name);
        kept.set(place, input.name === '-' ? 'stdin.txt' : shown + input.name.slice(name.length));
        places.push(place);
      }
  }
  const inputs = await openInputs(places, { warn });
  return inputs.map((input) => ({ ...input, name: kept.get(input.name) ?? input.name }));
}

async function copy(input: Input, path: string, redaction: Redaction): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'wx', 0o600);
  try {
    await writeCopy(input, redaction, (part) => {
      writeFileSync(file, part);
    });
  } finally {
    closeSync(file);
  }
}
