import { tmpdir } from 'node:os';

import type { Origin } from '../events/record.js';
import { own } from '../intern.js';
import { Scratch } from './temp-file.js';

const IN_MEMORY = 4 * 1024 * 1024;

/** A character that takes two bytes. The search costs nothing where V8 knows that there is none, as it mostly does. */
const BEYOND = /[^\x00-\xff]/;

/** A line whose text lies on disk. A class, because a getter of its own would cost each line three times as much. */
class Spilled implements Origin {
  readonly file: string;
  readonly line: number;
  readonly #scratch: Scratch;
  readonly #at: number;
  readonly #length: number;
  readonly #encoding: 'latin1' | 'utf16le';

  constructor(origin: Origin, scratch: Scratch) {
    this.file = origin.file;
    this.line = origin.line;
    this.#scratch = scratch;
    // UTF-16, because a lone surrogate would not survive UTF-8; nearly all lines do with half of it.
    const isWide = BEYOND.test(origin.text);
    this.#encoding = isWide ? 'utf16le' : 'latin1';
    this.#at = scratch.append(origin.text, this.#encoding);
    this.#length = isWide ? 2 * origin.text.length : origin.text.length;
  }

  get text(): string {
    return this.#scratch.read(this.#at, this.#length).toString(this.#encoding);
  }

  toJSON(): Origin {
    return { file: this.file, line: this.line, text: this.text };
  }
}

/** Keeps the raw text of lines as evidence: the first ones in memory, the rest on disk, from where `text` reads it back. */
export function createSpill(limit = IN_MEMORY, folder = tmpdir()): { keep(origin: Origin): Origin } {
  const scratch = new Scratch(folder);
  let held = 0;
  return {
    keep(origin) {
      // A character takes two bytes at the most.
      held += 2 * origin.text.length;
      if (held > limit) return new Spilled(origin, scratch);
      return { file: origin.file, line: origin.line, text: own(origin.text) };
    },
  };
}
