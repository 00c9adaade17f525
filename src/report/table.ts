import type { Page } from './page.js';
import { cut, cutFront, widthOf } from './width.js';

/** `most`: widest in columns; 'rest' takes what the others leave. `front`: too long a text loses its front. */
export interface Column {
  readonly most: number | 'rest';
  readonly front?: boolean;
  readonly paint?: (cell: string, row: number) => string;
}

const GAP = 2;

/** A small table without lines; cells are plain text on one line each. Columns are cut here, so that it never is wider. */
export function* table(
  on: Page,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent: string,
): Iterable<string> {
  const natural = columns.map((_, at) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), 1),
  );
  const fixed = columns.map(({ most }, at) => (most === 'rest' ? 0 : Math.min(most, natural[at] ?? 0)));
  const rest = on.width - indent.length - fixed.reduce((sum, one) => sum + one + GAP, 0) + GAP;
  const widths = columns.map(({ most }, at) => (most === 'rest' ? Math.max(4, rest) : (fixed[at] ?? 0)));
  for (const [number, row] of rows.entries()) {
    const cells = columns.map(({ front, paint }, at) => {
      const width = widths[at] ?? 0;
      const cell = (front ? cutFront : cut)(row[at] ?? '', width);
      return (paint ? paint(cell, number) : cell) + ' '.repeat(Math.max(0, width + GAP - widthOf(cell)));
    });
    yield (indent + cells.join('')).trimEnd();
  }
}
