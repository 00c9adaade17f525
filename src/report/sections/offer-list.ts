import type { OfferReport, ReportDocument } from '../../document.js';
import { table } from '../text/table.js';
import { counted, VERDICT_NAME } from '../text/labels.js';
import { colourOf, type Page } from '../text/layout.js';
import { isOpen } from './offers.js';
import { allRows, firstOf } from './rows.js';

/** With the verdict above and what to do below, these rows still fit on a screen. */
const FIRST_ROWS = 6;

/** Of several offers one line each, as sngrep lists dialogs: those that failed, then those that stayed open, then the others. */
export function* offerList(on: Page, document: ReportDocument): Iterable<string> {
  const count = document.totals['offers'] ?? 0;
  if (count < 2) return;
  // No more than there are: thousands of rows on disk would be read to find that none failed.
  const first = (number: number, wanted: (row: OfferReport) => boolean): OfferReport[] =>
    firstOf(allRows(document, 'offers'), Math.min(FIRST_ROWS, number), wanted);
  const { failed = 0, inconclusive = 0 } = document.totals;
  const rows = [
    ...first(failed, ({ verdict }) => verdict === 'failed'),
    ...first(inconclusive, ({ verdict }) => verdict === 'inconclusive'),
    ...first(count - failed - inconclusive, (row) => !isOpen(row)),
  ].slice(0, FIRST_ROWS);
  yield '';
  yield* table(
    on,
    [
      { most: 6 },
      { most: 8 },
      { most: 4 },
      { most: 'rest' },
      { most: 12, paint: (cell, row) => (rows[row] ? colourOf(on.paint, rows[row].verdict)(cell) : cell) },
      { most: 26 },
    ],
    rows.map(({ id, time, command, endpoint, verdict, code }) => [
      ...[id, time?.slice(11, 19) ?? '-', command ?? '-', endpoint, VERDICT_NAME[verdict], code],
    ]),
    '  ',
  );
  const more = count - rows.length;
  if (more > 0) yield `  and ${counted(more, 'more offer')}: fgtrace sessions lists all`;
}
