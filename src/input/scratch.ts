import { openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EXIT, Failure } from '../failure.js';

const BLOCK = 256 * 1024;

/**
 * What memory has no room for: a temporary file without a name, so that nothing is left behind however the program
 * ends. It is made when the first block is full. Failure 73 where there is no room for it either.
 */
export class Scratch {
  #file: number | undefined;
  #written = 0;
  #block: Buffer[] = [];
  #length = 0;
  readonly #folder: string;

  constructor(folder = tmpdir()) {
    this.#folder = folder;
  }

  get length(): number {
    return this.#written + this.#length;
  }

  /** Returns where the bytes begin. */
  append(bytes: Buffer): number {
    const at = this.length;
    this.#block.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= BLOCK) this.#flush();
    return at;
  }

  /** Fewer bytes where it ends before. */
  read(at: number, length: number): Buffer {
    if (at + length > this.#written && this.#length > 0) this.#flush();
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.#written - at)));
    if (this.#file !== undefined) readSync(this.#file, bytes, 0, bytes.length, at);
    return bytes;
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#block);
    try {
      this.#file ??= unnamed(this.#folder);
      for (let at = 0; at < bytes.length;) {
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#written + at);
      }
    } catch (error) {
      throw unwritable(error);
    }
    this.#written += bytes.length;
    this.#block = [];
    this.#length = 0;
  }
}

function unnamed(folder: string): number {
  const path = join(folder, `fgtrace-${process.pid}-${Math.random().toString(36).slice(2)}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}

function unwritable(error: unknown): Failure {
  const reason = (error as Error).message.replace(/, \w+( '.*')?$/, '');
  return new Failure(
    'FGT_UNWRITABLE',
    EXIT.unwritable,
    `Cannot keep the evidence in a temporary file: ${reason}`,
    ['Name a folder with more room in TMPDIR, or fewer captures.'],
    { cause: error },
  );
}
