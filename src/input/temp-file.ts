import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EXIT, Failure } from '../failure.js';

const BLOCK = 256 * 1024;
/**
 * Lines are asked for one at a time, mostly near each other: so many stretches of the file are kept at hand, 8 MB. A
 * session's lines lie as far apart as it was long, and the next session's in the same stretches.
 */
const WINDOW = 16 * 1024;
const WINDOWS = 512;

/** Of a UTF-16 unit. */
const BYTES_AT_MOST = { utf8: 3, utf16le: 2, latin1: 1 } as const;

/**
 * What memory has no room for: a temporary file without a name, so that nothing is left behind however the program
 * ends. It is made when the first block is full. Failure 73 where there is no room for it either.
 */
export class Scratch {
  #file: number | undefined;
  #written = 0;
  #block: Buffer | undefined;
  #length = 0;
  readonly #windows: ({ at: number; length: number; readonly bytes: Buffer } | undefined)[] = [];
  readonly #folder: string;

  constructor(folder = tmpdir()) {
    this.#folder = folder;
  }

  get length(): number {
    return this.#written + this.#length;
  }

  /** Returns where the text begins. */
  append(text: string, encoding: 'utf8' | 'utf16le' | 'latin1'): number {
    const most = text.length * BYTES_AT_MOST[encoding];
    if (this.#length + most > BLOCK) this.#flush();
    const at = this.length;
    if (most > BLOCK) this.#write(Buffer.from(text, encoding));
    else this.#length += (this.#block ??= Buffer.allocUnsafe(BLOCK)).write(text, this.#length, encoding);
    return at;
  }

  /** As they are. */
  appendBytes(bytes: Buffer): void {
    this.#flush();
    this.#write(bytes);
  }

  /** Fewer bytes where it ends before. They are good until the next call. */
  read(at: number, length: number): Buffer {
    const end = at + length;
    if (at >= this.#written) return this.#unwritten(at, end);
    if (end > this.#written) this.#flush();
    const start = at - (at % WINDOW);
    if (end > start + WINDOW) return this.#readAt(at, Buffer.allocUnsafe(length));
    const slot = (start / WINDOW) % WINDOWS;
    const window = (this.#windows[slot] ??= { at: start, length: 0, bytes: Buffer.allocUnsafe(WINDOW) });
    if (window.at !== start || start + window.length < end) {
      window.at = start;
      window.length = this.#readAt(start, window.bytes).length;
    }
    return window.bytes.subarray(at - start, end - start);
  }

  #unwritten(at: number, end: number): Buffer {
    const [from, to] = [at - this.#written, Math.min(end - this.#written, this.#length)];
    return this.#block?.subarray(from, to) ?? Buffer.alloc(0);
  }

  #readAt(at: number, bytes: Buffer): Buffer {
    const read = this.#file === undefined ? 0 : readSync(this.#file, bytes, 0, bytes.length, at);
    return bytes.subarray(0, read);
  }

  #flush(): void {
    if (this.#block !== undefined && this.#length > 0) this.#write(this.#block.subarray(0, this.#length));
    this.#length = 0;
  }

  #unnamed(): number {
    const file = unnamed(this.#folder);
    closing.register(this, file);
    return file;
  }

  #write(bytes: Buffer): void {
    try {
      this.#file ??= this.#unnamed();
      for (let at = 0; at < bytes.length;) {
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#written + at);
      }
    } catch (error) {
      throw unwritable(error);
    }
    this.#written += bytes.length;
  }
}

/** A batch goes through thousands of tickets, and a process may hold 1024 files open. */
const closing = new FinalizationRegistry<number>(closeSync);

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
    `Cannot keep what was read in a temporary file: ${reason}`,
    ['Name a folder with more room in TMPDIR, or fewer captures.'],
    { cause: error },
  );
}
