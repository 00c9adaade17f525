import { DIMENSIONS, type Overview } from '../../batch/overview.js';
import type { TicketRow } from '../../batch/ticket-row.js';
import { code, markdownTable, prose } from '../text/escape-markdown.js';
import type { BatchFormat } from './printer.js';
import {
  codeOf,
  DIMENSION_NAME,
  NUMBERED,
  pageLink,
  overviewSentences,
  SHARE_HEAD,
  shareCells,
  shownShares,
  TICKET_VERDICT,
  verdictWord,
} from './words.js';

/** A table of the tickets, and under it what they come to. */
export const batchMarkdown: BatchFormat = ({ isRedacted }) => ({
  start: () => lined(['# fgtrace: tickets', '', ...markdownTable(HEAD, [])]),
  row: (row) => [`| ${cells(row).join(' | ')} |\n`],
  end: (overview) => lined(summary(overview, isRedacted)),
});

const HEAD = ['Ticket', 'Verdict', 'Code', 'What', 'Files', 'Seconds'];

const cells = (row: TicketRow): string[] => [
  row.report === null ? prose(row.ticket) : `[${prose(row.ticket)}](<${pageLink(row.report)}>)`,
  TICKET_VERDICT[verdictWord(row)],
  code(codeOf(row)),
  prose(row.summary),
  String(row.files),
  row.verdict === null ? '-' : row.seconds.toFixed(2),
];

function* summary(overview: Overview, isRedacted: boolean): Iterable<string> {
  yield* ['', '## Summary', ''];
  for (const sentence of overviewSentences(overview)) yield* [prose(sentence), ''];
  for (const dimension of DIMENSIONS) {
    const { shown, more } = shownShares(overview.by[dimension]);
    if (shown.length === 0) continue;
    yield* markdownTable(
      [DIMENSION_NAME[dimension], ...SHARE_HEAD],
      shown.map((share) => shareCells(share).map((cell, at) => (at === 0 ? code(cell) : cell))),
    );
    for (const words of more) yield* ['', words];
    yield '';
  }
  if (isRedacted) yield `Redacted: ${NUMBERED}`;
}

function* lined(lines: Iterable<string>): Iterable<string> {
  for (const line of lines) yield `${line}\n`;
}
