import Table from 'cli-table3';

import { cut, cutFront, widthOf } from './width.js';
import type { Page } from './layout.js';

/**
 * `most`: the greatest width in columns; 'rest' takes what the others leave. `front`: text that is too long is cut at
 * its front.
 */
export interface Column {
  readonly most: number | 'rest';
  readonly front?: boolean;
  readonly paint?: (cell: string, row: number) => string;
}

const COLUMN_GAP = 2;
const NO_LINES = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((name) => [name, '']),
);

/**
 * A small table without rules; each cell is plain text on one line. Columns are cut to fit, so the table is never too
 * wide.
 */
export function* table(
  on: Page,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent: string,
): Iterable<string> {
  const natural = columns.map((_, at) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), 1),
  );
  const most = on.whole ? columns.map(() => Infinity) : columns.map((column) => column.most);
  const fixed = most.map((limit, at) => (limit === 'rest' ? 0 : Math.min(limit, natural[at] ?? 0)));
  const rest = on.width - indent.length - fixed.reduce((sum, one) => sum + one + COLUMN_GAP, 0) + COLUMN_GAP;
  const widths = most.map((limit, at) => (limit === 'rest' ? Math.max(4, rest) : (fixed[at] ?? 0)));
  const drawn = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: widths.map((width, at) => width + (at < columns.length - 1 ? COLUMN_GAP : 0)),
  });
  rows.forEach((row, number) => {
    drawn.push(
      columns.map(({ front, paint }, at) => {
        const cell = (front ? cutFront : cut)(row[at] ?? '', widths[at] ?? 0);
        return paint ? paint(cell, number) : cell;
      }),
    );
  });
  for (const line of drawn.toString().split('\n')) yield indent + line.trimEnd();
}
