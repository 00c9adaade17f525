import { readdir, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 500;

/**
 * Files in these folders and below, except hidden ones and those that are followed already: first those that are there,
 * then each that appears, until `signal`. A file that only gets another name, as a log does that is rotated, is no new
 * one. What cannot be looked at is passed over, and looked at again.
 */
export async function* newFiles(
  folders: readonly string[],
  followed: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const known = new Set(followed);
  let before = new Set((await Promise.all(followed.map(look))).map((info) => info?.id));
  let last: ReadonlySet<string | undefined> = before;
  while (folders.length > 0 && !signal.aborted) {
    const here = new Map<string, string>();
    for (const folder of folders) await walk(folder, here, new Set());
    for (const [name, id] of here) {
      if (!known.has(name) && !before.has(id)) {
        known.add(name);
        yield name;
      }
      before.add(id);
    }
    // Of two looks: a file that gets its other name between the list of names and the look at it is in neither place.
    const now = new Set(here.values());
    before = new Set([...last, ...now]);
    last = now;
    await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Puts names and identities of the files into `here`. `above`: folders on the way, so that no link leads round. */
async function walk(folder: string, here: Map<string, string>, above: ReadonlySet<string>): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  for (const entry of entries.sort()) {
    const name = folder.replace(/\/*$/, `/${entry}`);
    const info = entry.startsWith('.') ? undefined : await look(name);
    if (info?.isFile === true) here.set(name, info.id);
    else if (info?.isFolder === true && !above.has(info.id))
      await walk(name, here, new Set([...above, info.id]));
  }
}

async function look(name: string) {
  const info = await stat(name, { bigint: true }).catch(() => undefined);
  if (info === undefined) return undefined;
  // A number is given again once its file is gone; the time of birth tells the two files apart.
  const id = `${info.dev}:${info.ino}:${info.birthtimeNs}`;
  return { id, isFile: info.isFile(), isFolder: info.isDirectory() };
}
