import { DIMENSIONS, type Overview } from '../../batch/overview.js';
import type { TicketRow } from '../../batch/ticket-row.js';
import { counted } from '../text/labels.js';
import { colourOf, page, type Page } from '../text/layout.js';
import { plain } from '../text/sanitize.js';
import { table } from '../text/table.js';
import { cut, pad, widthOf, wrap } from '../text/width.js';
import type { BatchFormat, BatchPrintOptions } from './printer.js';
import {
  codeOf,
  DIMENSION_NAME,
  NUMBERED,
  overviewSentences,
  SHARE_HEAD,
  shareCells,
  shownShares,
  TICKET_VERDICT,
  verdictWord,
} from './words.js';

const VERDICT_WIDTH = widthOf(TICKET_VERDICT.inconclusive);
/** Longer names are cut on a screen. */
const MOST_NAME = 32;

/** For a terminal: two lines a ticket, the second its first sentence; then the counts. */
export const batchText: BatchFormat = (options) => {
  const on = page({ ...options, detail: 0 }, []);
  const name = nameWidth(options);
  return {
    start: () => [],
    row: (row) => rowLines(on, row, name),
    end: (overview) => summary(on, overview, options.isRedacted),
  };
};

function nameWidth({ tickets, whole }: BatchPrintOptions): number {
  const widest = tickets.reduce((most, ticket) => Math.max(most, widthOf(plain(ticket))), 1);
  return whole === true ? widest : Math.min(widest, MOST_NAME);
}

function* rowLines(on: Page, row: TicketRow, name: number): Iterable<string> {
  const word = verdictWord(row);
  const colour = colourOf(on.paint, word === 'unread' ? 'inconclusive' : word);
  const facts = row.verdict === null ? '' : `  ${counted(row.files, 'file')}, ${row.seconds.toFixed(2)} s`;
  const ticket = plain(row.ticket);
  const shown = on.whole ? ticket : cut(ticket, name);
  yield `${colour(pad(TICKET_VERDICT[word], VERDICT_WIDTH))}  ${pad(shown, name)}  ${colour(codeOf(row))}${on.paint.dim(facts)}\n`;
  const sentence = plain(row.summary);
  const indent = ' '.repeat(VERDICT_WIDTH + 2);
  yield `${indent}${on.whole ? sentence : cut(sentence, on.width - indent.length)}\n`;
}

function* summary(on: Page, overview: Overview, isRedacted: boolean): Iterable<string> {
  yield '\n';
  for (const sentence of overviewSentences(overview))
    for (const line of wrap(sentence, on.width)) yield `${on.paint.bold(line)}\n`;
  for (const dimension of DIMENSIONS) {
    const { shown, more } = shownShares(overview.by[dimension]);
    if (shown.length === 0) continue;
    yield '\n';
    const rows = [
      [DIMENSION_NAME[dimension], ...SHARE_HEAD],
      ...shown.map((share) => shareCells(share).map(plain)),
    ];
    const first = (cell: string, row: number): string => (row === 0 ? on.paint.bold(cell) : cell);
    const columns = [{ most: 44, paint: first }, ...SHARE_HEAD.map(() => ({ most: 14, paint: first }))];
    for (const line of table(on, columns, rows, '  ')) yield `${line}\n`;
    for (const line of more) yield `  ${line}\n`;
  }
  if (isRedacted) yield `\nRedacted: ${NUMBERED}\n`;
}
