/** What was lost of an input: lines that nobody could read, and damage. It grows while the input is read. */
export interface Losses {
  readonly lines: () => number;
  readonly unrecognised: () => number;
  readonly damage: () => readonly DamagedLines[];
}

/** One kind of damage: how many lines have it, and the first so many of them. */
export interface DamagedLines {
  readonly kind: string;
  readonly count: number;
  readonly at: readonly number[];
}
