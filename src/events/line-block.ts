/**
 * Whole lines of one input as bytes. Reading a byte is much faster than reading a character of a line that was sliced from
 * its chunk, and of a line that is not wanted no text need be made at all. It lives until the next block is made.
 */
export interface Block {
  /** The code of each character, 255 for those beyond Latin-1; a newline and some room stand behind the last line. */
  readonly bytes: Uint8Array;
  /** The same bytes, to be read four at a time. */
  readonly view: DataView;
  /** Where the last line ends. */
  readonly end: number;
  /** Where the next line begins: beyond `end` when all were taken. */
  at: number;
  /** The text from one place to another. */
  readonly slice: (from: number, to: number) => string;
}

/** Reads lines from `at` on while it recognises them for certain, and returns how many. The next one is parsed in full. */
export type Quick = (block: Block) => number;
