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
  const widths = widthsOf(on, columns, rows, indent);
  const drawn = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: widths.map((width, at) => width + (at < columns.length - 1 ? COLUMN_GAP : 0)),
  });
  rows.forEach((row, number) =>
    drawn.push(cellsOf(columns, row, number, widths).map(({ painted }) => painted)),
  );
  for (const line of drawn.toString().split('\n')) yield indent + line.trimEnd();
}

/**
 * The same lines at a tenth of the cost, for tables that a report may hold by the thousand: the package measures each cell
 * six times, and has to take its colours away for that.
 */
export function* tableOfMany(
  on: Page,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent: string,
): Iterable<string> {
  const widths = widthsOf(on, columns, rows, indent);
  for (const [number, row] of rows.entries()) {
    let line = '';
    for (const [at, { text, painted }] of cellsOf(columns, row, number, widths).entries())
      line += painted + ' '.repeat((widths[at] ?? 0) + COLUMN_GAP - widthOf(text));
    yield indent + line.trimEnd();
  }
}

function widthsOf(
  on: Page,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent: string,
): number[] {
  const natural = columns.map((_, at) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), 1),
  );
  const most = on.whole ? columns.map(() => Infinity) : columns.map((column) => column.most);
  const fixed = most.map((limit, at) => (limit === 'rest' ? 0 : Math.min(limit, natural[at] ?? 0)));
  const rest = on.width - indent.length - fixed.reduce((sum, one) => sum + one + COLUMN_GAP, 0) + COLUMN_GAP;
  return most.map((limit, at) => (limit === 'rest' ? Math.max(4, rest) : (fixed[at] ?? 0)));
}

/** Each cell as it fits into its column, plain and in its colours. */
function cellsOf(
  columns: readonly Column[],
  row: readonly string[],
  number: number,
  widths: readonly number[],
): { text: string; painted: string }[] {
  return columns.map(({ front, paint }, at) => {
    const text = (front ? cutFront : cut)(row[at] ?? '', widths[at] ?? 0);
    return { text, painted: paint ? paint(text, number) : text };
  });
}
