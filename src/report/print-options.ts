/** How a report is printed. A format may ignore some of it: JSON has neither width nor colour. */
export interface PrintOptions {
  /** Columns of the screen. */
  readonly width: number;
  readonly colour: boolean;
  /** Draws with ASCII alone, for terminals and tickets that show nothing else. */
  readonly ascii?: boolean;
  /** The first screen alone. */
  readonly brief?: boolean;
  /** Cuts nothing to fit: a file has no edge. */
  readonly whole?: boolean;
  /** What pseudonyms stand for, in a sentence; undefined where nothing was redacted. */
  readonly redacted?: string | undefined;
  /** The address of a line in a file that was read, where the terminal opens such. */
  readonly linkTo?: ((file: string, line: number) => string | undefined) | undefined;
  /** How many offers are shown in full; the others get one line each. */
  readonly detail: number;
}

/** Columns. Narrower tables have no room for words. */
export const NARROWEST_WIDTH = 60;
export const WIDEST_WIDTH = 1000;
/** Columns for a pipe or a file, where no terminal can be asked. */
export const DEFAULT_WIDTH = 80;
export const DEFAULT_DETAIL = 1000;
