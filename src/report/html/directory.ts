import {
  OFFER_OUTCOMES,
  type ControlSessionReport,
  type OfferReport,
  type ReportDocument,
} from '../../document.js';
import { allRows } from '../sections/rows.js';
import { sessionFacts, sessionRoute } from '../sections/summary-lines.js';
import { counted } from '../text/labels.js';
import { verdictBadge } from './badge.js';
import { fractionOf } from './span.js';
import type { SubjectLink } from './subjects.js';
import { markup, NOTHING, type Markup } from './markup.js';

/** More rows than this make a browser slow. */
const MOST_ROWS = 10_000;

/** Every offer and control session, one line each, to filter and to sort. Those that failed or stayed open go first. */
export function* directory(document: ReportDocument, link: SubjectLink): Iterable<Markup> {
  const routes = new Map<string, string>();
  const sessions = chosen(allRows(document, 'controlSessions'));
  for (const one of sessions.rows) routes.set(one.id, sessionRoute(one));
  const offers = chosen(allRows(document, 'offers'));
  yield markup`<section aria-labelledby="all"><h2 id="all">Offers and control sessions</h2>
${FILTER}
<table class="directory">
${HEAD}
<tbody>
`;
  for (const one of offers.rows) yield offerRow(one, link, routes);
  yield markup`</tbody>
<tbody>
`;
  for (const one of sessions.rows) yield sessionRow(one, link);
  const more = offers.more + sessions.more;
  yield markup`</tbody></table>
${more > 0 ? markup`<p>… and ${counted(more, 'more row')} in --format json</p>` : NOTHING}
</section>
`;
}

const HEAD = markup`<thead><tr>${['Id', 'Verdict', 'Code', 'What', 'When', 'Session', 'Sure'].map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>`;

const FILTER = markup`<form class="filter" role="search" aria-label="Offers and control sessions" hidden>
<label>Find <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<label>Verdict <select name="verdict"><option value="">all</option>${OFFER_OUTCOMES.map((one) => markup`<option>${one}</option>`)}</select></label>
<label>Code <select name="code"><option value="">all</option></select></label>
<output aria-live="polite"></output>
</form>`;

interface Chosen<T> {
  readonly rows: readonly T[];
  readonly more: number;
}

/** All rows, or of very many those that failed or stayed open, filled up with the first of the others. */
function chosen<T extends Pick<OfferReport, 'verdict'>>(all: Iterable<T>): Chosen<T> {
  const [open, rest]: [T[], T[]] = [[], []];
  let count = 0;
  for (const row of all) {
    count += 1;
    const which = row.verdict === 'failed' || row.verdict === 'inconclusive' ? open : rest;
    if (which.length < MOST_ROWS) which.push(row);
  }
  const rows = [...open, ...rest].slice(0, MOST_ROWS);
  return { rows, more: count - rows.length };
}

interface Row extends Pick<OfferReport, 'id' | 'verdict' | 'code' | 'time'> {
  readonly what: Markup;
  readonly session: Markup;
  readonly sure: string;
  /** What the filter finds the row by, though another row shows it. */
  readonly also: string;
}

function offerRow(offer: OfferReport, link: SubjectLink, routes: ReadonlyMap<string, string>): Markup {
  const { id, verdict, code, time, command, endpoint, external, control, confidence } = offer;
  const dialled = external === null || external === endpoint ? '' : `, to be dialled as ${external}`;
  const what = markup`${command ?? 'implied'} ${endpoint}${dialled}`;
  const session = control === null ? markup`-` : link(control);
  const also = control === null ? '' : (routes.get(control) ?? '');
  return row({ id, verdict, code, time, what, session, sure: confidence ?? '-', also }, link);
}

function sessionRow(session: ControlSessionReport, link: SubjectLink): Markup {
  const { id, verdict, code, time } = session;
  const what = markup`${sessionRoute(session)}<small>${sessionFacts(session)}</small>`;
  return row({ id, verdict, code, time, what, session: markup`-`, sure: '-', also: '' }, link);
}

const row = ({ id, verdict, code, time, what, session, sure, also }: Row, link: SubjectLink): Markup =>
  markup`<tr data-verdict="${verdict}" data-code="${code}" data-also="${also}"><th scope="row">${link(id)}</th><td>${verdictBadge(verdict)}</td><td><code>${code}</code></td><td>${what}</td><td>${time === null ? '-' : fractionOf(time)}</td><td>${session}</td><td>${sure}</td></tr>
`;
