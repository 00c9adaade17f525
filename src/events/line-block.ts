/**
 * Whole lines of one input, as text and as bytes. Reading a byte costs a fraction of reading a character of a line that
 * was cut out of its chunk, and a line of which nothing is wanted need not be cut out at all.
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

/** Takes lines from `at` on as long as it is certain what they are, and tells how many; the next one goes the long way. */
export type Quick = (block: Block) => number;
