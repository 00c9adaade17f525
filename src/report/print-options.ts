/** How a report is printed. Every format takes what it has use for: JSON has neither width nor colour. */
export interface PrintOptions {
  /** Columns of the screen. */
  readonly width: number;
  readonly colour: boolean;
  /** How many offers are shown in full; the others get one line each. */
  readonly detail: number;
}

/** In fewer columns the tables have no room for words. */
export const NARROWEST_WIDTH = 60;
export const WIDEST_WIDTH = 1000;
/** Where there is no terminal to ask: in a pipe or a file. */
export const DEFAULT_WIDTH = 80;
export const DEFAULT_DETAIL = 1000;
