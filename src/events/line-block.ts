/**
 * Whole lines of one input, as text and as bytes. Reading a byte is much faster than reading a character of a line that
 * was sliced from its chunk, and a line that is not wanted need not be sliced at all.
 */
export interface Block {
  /** The last line is without its newline. */
  readonly text: string;
  /** The code of each character of `text`, 255 for those beyond Latin-1; a newline and some room stand behind. */
  readonly bytes: Uint8Array;
  /** The same bytes, to be read four at a time. */
  readonly view: DataView;
  /** The length of the text. */
  readonly end: number;
  /** Where the next line begins: beyond `end` when all were taken. */
  at: number;
}

/** Reads lines from `at` on while it recognises them for certain, and returns how many. The next one is parsed in full. */
export type Quick = (block: Block) => number;
