import { DIMENSIONS, type Dimension, type Overview, type Share } from '../../batch/overview.js';
import type { TicketRow } from '../../batch/ticket-row.js';
import { markup, NOTHING, rawOf, type Markup } from '../html/markup.js';
import { htmlPage } from '../html/page.js';
import { counted } from '../text/labels.js';
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

/** For a browser: the counts, then every ticket with a link to its report, to filter and to sort. */
export const batchHtml: BatchFormat = ({ isRedacted }) => {
  const rows: TicketRow[] = [];
  return {
    start: () => [],
    row(row) {
      rows.push(row);
      return [];
    },
    *end(overview) {
      const redacted = isRedacted ? `T${NUMBERED.slice(1)}` : undefined;
      for (const part of htmlPage('fgtrace: tickets', 'batch', CHAPTERS, content(overview, rows), redacted))
        yield rawOf(part);
    },
  };
};

const CHAPTERS = [
  { id: 'summary', title: 'Summary' },
  { id: 'tickets', title: 'Tickets' },
];

function* content(overview: Overview, rows: readonly TicketRow[]): Iterable<Markup> {
  yield markup`<section aria-labelledby="summary"><h1 id="summary">${overviewSentences(overview).join(' ')}</h1>
<div class="counts">${DIMENSIONS.map((dimension) => shareTable(dimension, overview.by[dimension]))}</div></section>
<section aria-labelledby="tickets"><h2 id="tickets">Tickets</h2>
<form class="filter" role="search" aria-label="Tickets" hidden>
<label>Find <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<label>Verdict <select name="verdict"><option value="">all</option>${VERDICTS.map((word) => markup`<option>${word}</option>`)}</select></label>
<label>Code <select name="code"><option value="">all</option></select></label>
<output aria-live="polite"></output>
</form>
<table class="directory tickets">
<thead><tr>${['Ticket', 'Verdict', 'Code', 'What', 'Took'].map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
`;
  for (const row of rows) yield ticketRow(row);
  yield markup`</tbody></table>
</section>
`;
}

const VERDICTS = ['failed', 'inconclusive', 'worked', 'unread'] as const;

function shareTable(dimension: Dimension, shares: readonly Share[]): Markup {
  if (shares.length === 0) return NOTHING;
  const { shown, more } = shownShares(shares);
  const head = [DIMENSION_NAME[dimension], ...SHARE_HEAD];
  return markup`<div><table><thead><tr>${head.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${shown.map((share) => {
  const [value = '', ...counts] = shareCells(share);
  return markup`<tr><th scope="row">${value}</th>${counts.map((count) => markup`<td>${count}</td>`)}</tr>
`;
})}</tbody></table>
${more.map((words) => markup`<p>${words}</p>`)}</div>`;
}

function ticketRow(row: TicketRow): Markup {
  const word = verdictWord(row);
  const colour = word === 'unread' ? 'unused' : word;
  const name =
    row.report === null ? markup`${row.ticket}` : markup`<a href="${pageLink(row.report)}">${row.ticket}</a>`;
  return markup`<tr data-verdict="${word}" data-code="${codeOf(row)}" data-also="${row.release ?? ''}"><th scope="row">${name}</th><td><span class="badge ${colour}">${TICKET_VERDICT[word]}</span></td><td><code>${codeOf(row)}</code></td><td>${row.summary}<small>${counted(row.files, 'file')}</small></td><td>${row.verdict === null ? '-' : `${row.seconds.toFixed(2)} s`}</td></tr>
`;
}
