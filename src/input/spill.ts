import { openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Origin } from '../events.js';
import { EXIT, Failure } from '../failure.js';
import { own } from '../net.js';

const IN_MEMORY = 32 * 1024 * 1024;
const BLOCK = 256 * 1024;

/**
 * Keeps the raw text of lines as evidence: the first ones in memory, the rest in a temporary file that has no name, so
 * that nothing is left behind however the program ends. `text` reads it back.
 */
export function createSpill(limit = IN_MEMORY, folder = tmpdir()): { keep(origin: Origin): Origin } {
  let held = 0;
  let file: number | undefined;
  let written = 0;
  let block: Buffer[] = [];
  let blockLength = 0;

  function flush(): void {
    file ??= unnamed(folder);
    const bytes = Buffer.concat(block);
    for (let at = 0; at < bytes.length;) {
      at += write(file, bytes, at, written + at);
    }
    written += bytes.length;
    block = [];
    blockLength = 0;
  }

  function read(at: number, length: number): string {
    if (at + length > written) flush();
    const bytes = Buffer.alloc(length);
    if (file !== undefined) readSync(file, bytes, 0, length, at);
    return bytes.toString('utf16le');
  }

  return {
    keep({ file: name, line, text }) {
      // A character takes two bytes at the most.
      held += 2 * text.length;
      if (held <= limit) return { file: name, line, text: own(text) };
      // UTF-16, because a lone surrogate would not survive UTF-8.
      const bytes = Buffer.from(text, 'utf16le');
      const at = written + blockLength;
      block.push(bytes);
      blockLength += bytes.length;
      if (blockLength >= BLOCK) flush();
      return {
        file: name,
        line,
        get text() {
          return read(at, bytes.length);
        },
      };
    },
  };
}

function unnamed(folder: string): number {
  const path = join(folder, `fgtrace-${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    const file = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    return file;
  } catch (error) {
    throw unwritable(error);
  }
}

function write(file: number, bytes: Buffer, from: number, to: number): number {
  try {
    return writeSync(file, bytes, from, bytes.length - from, to);
  } catch (error) {
    throw unwritable(error);
  }
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
