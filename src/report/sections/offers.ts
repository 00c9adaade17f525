import type { ControlSessionReport, DataFlowReport, OfferReport, ReportDocument } from '../../document.js';
import { flowFacts, offerFacts, sessionFacts, sessionRoute } from './summary-lines.js';
import { colourOf, heading, proofs, type Page } from '../text/layout.js';
import { firstOf, allRows } from './rows.js';
import { ladderText } from '../ladder/text.js';
import { stageTable } from './stages.js';
import { table } from '../text/table.js';
import { counted, inParentheses, sureness, VERDICT_NAME } from '../text/labels.js';
import { wrap } from '../text/width.js';

const OTHER_OFFERS_LISTED = 40;
const FEW_ROWS = 3;
/** What fits on a screen below the offer's heading. */
const LADDER_STEPS = 22;
/** A report for people shows no more sessions than this. */
const MOST_SESSIONS = 2000;

/** The offers and control sessions that a report for people shows; its timeline holds only their lines. */
export interface ShownRows {
  readonly offers: readonly OfferReport[];
  readonly sessions: readonly ControlSessionReport[];
}

export function shownRowsOf(document: ReportDocument, detail: number): ShownRows {
  const shown = inFull(document, detail);
  return { offers: shown, sessions: shownSessions(document, shown) };
}

/** The offers shown in full. If there are only a few, all of them; of more, only those that failed or stayed open. */
function inFull(document: ReportDocument, detail: number): OfferReport[] {
  const few = firstOf(allRows(document, 'offers'), FEW_ROWS + 1);
  if (few.length <= FEW_ROWS) return few.slice(0, detail);
  return firstOf(allRows(document, 'offers'), detail, isOpen);
}

/** Whether it is told with its ladder: somebody has to find out why. */
export const isOpen = ({ verdict }: OfferReport): boolean =>
  verdict === 'failed' || verdict === 'inconclusive';

/** The data flows of the offers that are shown. */
export function flowsOf(
  document: ReportDocument,
  shown: readonly OfferReport[],
): ReadonlyMap<string, DataFlowReport> {
  const wanted = new Set(shown.map(({ dataFlow }) => dataFlow));
  const flows = firstOf(allRows(document, 'dataFlows'), Infinity, ({ id }) => wanted.has(id));
  return new Map(flows.map((flow) => [flow.id, flow]));
}

/** The offers that get one line each: the first `most` of them, and how many there are. */
export function otherOffers(
  document: ReportDocument,
  shown: readonly OfferReport[],
  most: number,
): { readonly listed: readonly OfferReport[]; readonly count: number } {
  const full = new Set(shown.map(({ id }) => id));
  const listed = firstOf(allRows(document, 'offers'), most, ({ id }) => !full.has(id));
  return { listed, count: (document.totals['offers'] ?? 0) - shown.length };
}

/** The shown offers under their control sessions, then one line for each other offer. */
export function* offers(
  on: Page,
  document: ReportDocument,
  { offers: shown, sessions }: ShownRows,
): Iterable<string> {
  const flows = flowsOf(document, shown);
  for (const session of sessions) {
    const own = shown.filter(({ control }) => control === session.id);
    yield* sessionPart(on, session, own.length === 0);
    for (const offer of own) yield* offerPart(on, document, offer, flows);
  }
  for (const offer of shown.filter(({ control }) => control === null))
    yield* offerPart(on, document, offer, flows);
  const rest = otherOffers(document, shown, OTHER_OFFERS_LISTED);
  if (rest.count > 0) yield* others(on, rest.listed, rest.count);
  const more = (document.totals['controlSessions'] ?? 0) - sessions.length;
  if (more > 0) yield* ['', counted(more, 'more control session')];
}

/** The sessions of the shown offers and those that failed; if there are neither, the first few. */
export function shownSessions(
  document: ReportDocument,
  shown: readonly OfferReport[],
): ControlSessionReport[] {
  const controls = new Set(shown.map(({ control }) => control));
  const chosen = firstOf(
    allRows(document, 'controlSessions'),
    MOST_SESSIONS,
    ({ id, verdict }) => verdict === 'failed' || controls.has(id),
  );
  return chosen.length > 0 ? chosen : firstOf(allRows(document, 'controlSessions'), FEW_ROWS);
}

function* sessionPart(on: Page, session: ControlSessionReport, alone: boolean): Iterable<string> {
  yield* heading(on, `CONTROL SESSION ${session.id}: ${VERDICT_NAME[session.verdict]}, ${session.code}`);
  for (const line of wrap(sessionRoute(session), on.width - 2)) yield `  ${line}`;
  for (const line of wrap(sessionFacts(session), on.width - 2)) yield `  ${line}`;
  if (alone && session.stages.length > 0) yield* stageTable(on, session.stages, '  ');
}

function* offerPart(
  on: Page,
  document: ReportDocument,
  offer: OfferReport,
  flows: ReadonlyMap<string, DataFlowReport>,
): Iterable<string> {
  const { id, verdict, code, confidence } = offer;
  yield '';
  const title = `OFFER ${id}: ${VERDICT_NAME[verdict]}, ${code}${sureness(code, confidence, inParentheses)}`;
  for (const line of wrap(title, on.width - 2, '  ')) yield `  ${colourOf(on.paint, verdict).bold(line)}`;
  const flow = offer.dataFlow === null ? undefined : flows.get(offer.dataFlow);
  for (const line of wrap(offerFacts(offer, flow), on.width - 2)) yield `  ${line}`;
  if (flow) for (const line of wrap(flowFacts(flow), on.width - 2)) yield `  ${line}`;
  const ladder = isOpen(offer) ? document.ladderOf?.(id) : undefined;
  if (ladder !== undefined) yield* [...ladderText(on, ladder, LADDER_STEPS), ''];
  if (offer.stages.length > 0) yield* stageTable(on, offer.stages, '  ');
  else yield* proofs(on, offer.evidence, '  ');
}

function* others(on: Page, listed: readonly OfferReport[], count: number): Iterable<string> {
  yield* heading(on, 'OTHER OFFERS');
  const verdictOf = (cell: string, row: number): string => {
    const offer = listed[row];
    return offer ? colourOf(on.paint, offer.verdict)(cell) : cell;
  };
  yield* table(
    on,
    [{ most: 8 }, { most: 4 }, { most: 'rest' }, { most: 12, paint: verdictOf }, { most: 26 }],
    listed.map(({ id, command, endpoint, verdict, code }) => [
      id,
      command ?? '-',
      endpoint,
      VERDICT_NAME[verdict],
      code,
    ]),
    '  ',
  );
  const more = count - listed.length;
  if (more > 0) yield `  … and ${counted(more, 'more offer')}; --format json lists all`;
}
