import {
  closeSync,
  createWriteStream,
  fchmodSync,
  fchownSync,
  lstatSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** What is being written. Only `finish` makes it visible under its own name. */
export interface UnfinishedFile {
  readonly stream: Writable;
  /** Resolves when all of it has left the process, and a file stands at its place. */
  finish(): Promise<void>;
  discard(): void;
}

const unfinished = new Set<string>();
/** However the process ends: by an exit code, by an error that nobody caught, or by a signal that `base.ts` catches. */
process.once('exit', discardUnfinished);

/** Removes all that is unfinished. Synchronous, because the process may exit right after it. */
export function discardUnfinished(): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
  unfinished.clear();
}

/**
 * Begins a file under a random name beside its place; no signal can come between its making and its being remembered.
 * `old` is the file whose place it takes: it gets the same mode, and the same owner where that is allowed.
 */
export function createUnfinished(
  path: string,
  old: Stats | undefined,
  mode: number,
): UnfinishedFile & { readonly temporary: string } {
  const temporary = join(dirname(path), `.fgtrace-${randomName()}.tmp`);
  const fd = openSync(temporary, 'wx', old === undefined ? mode : 0o600);
  unfinished.add(temporary);
  if (old !== undefined) keepOwnerAndMode(fd, old);
  const stream = createWriteStream(temporary, { fd });
  // The promises report errors; an `error` event without a listener would end the program.
  stream.on('error', () => undefined);
  return {
    temporary,
    stream,
    async finish() {
      stream.end();
      await finished(stream);
      takePlace(temporary, path, old !== undefined);
      unfinished.delete(temporary);
    },
    discard() {
      stream.destroy();
      rmSync(temporary, { force: true });
      unfinished.delete(temporary);
    },
  };
}

/** A folder for what is needed while the program runs, and goes with all that is unfinished. */
export function createTemporaryFolder(inFolder: string): {
  readonly path: string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(inFolder, '.fgtrace-'));
  unfinished.add(path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      unfinished.delete(path);
    },
  };
}

/** Of the global `crypto`, which Node loads when it is asked for: most runs write no file. */
function randomName(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex');
}

function keepOwnerAndMode(fd: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(fd, uid, gid);
  } catch {
    // Only root may give a file away: then it is the user's own, as with any new file.
  }
  fchmodSync(fd, mode & 0o7777);
}

/**
 * A rename would also replace what has appeared at this name meanwhile. So the name is claimed first, which fails if
 * somebody has it. (A hard link would do the same in one step, but not every file system has them.)
 */
function takePlace(temporary: string, path: string, replaces: boolean): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (replaces && there !== undefined) {
    if (!there.isFile()) throw Object.assign(new Error('it is no file any more'), { code: 'EEXIST' });
    renameSync(temporary, path);
    return;
  }
  closeSync(openSync(path, 'wx', 0o600));
  try {
    renameSync(temporary, path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
