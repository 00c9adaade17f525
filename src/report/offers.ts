import type {
  ControlSessionReport,
  DataFlowReport,
  OfferReport,
  ReportDocument,
} from '../diagnose/document.js';
import { flowFacts, offerFacts, sessionFacts, sessionRoute } from './facts.js';
import { colourOf, heading, proof, type Page } from './page.js';
import { stageTable } from './stages.js';
import { table } from './table.js';
import { counted, VERDICT } from './words.js';
import { wrap } from './width.js';

const LISTED = 40;
const FEW = 3;

/** Those shown in full: what failed or stayed open comes first; what worked only where there is little to read. */
export function inFull(offers: readonly OfferReport[], detail: number): OfferReport[] {
  const open = offers.filter(({ verdict }) => verdict === 'failed' || verdict === 'inconclusive');
  return (offers.length <= FEW ? [...offers] : open).slice(0, detail);
}

/** The shown offers under their control sessions, then one line for each other offer. */
export function* offers(on: Page, document: ReportDocument, shown: readonly OfferReport[]): Iterable<string> {
  const flows = new Map(document.dataFlows.map((flow) => [flow.id, flow]));
  const sessions = shownSessions(document, shown);
  for (const session of sessions) {
    const own = shown.filter(({ control }) => control === session.id);
    yield* sessionPart(on, session, own.length === 0);
    for (const offer of own) yield* offerPart(on, offer, flows);
  }
  for (const offer of shown.filter(({ control }) => control === null)) yield* offerPart(on, offer, flows);
  const full = new Set(shown);
  const rest = document.offers.filter((offer) => !full.has(offer));
  if (rest.length > 0) yield* otherOffers(on, rest);
  const more = document.controlSessions.length - sessions.length;
  if (more > 0) yield* ['', counted(more, 'more control session')];
}

/** Those of the shown offers and those that failed; where neither exists, a few. */
export function shownSessions(
  document: ReportDocument,
  shown: readonly OfferReport[],
): ControlSessionReport[] {
  const controls = new Set(shown.map(({ control }) => control));
  const chosen = document.controlSessions.filter(
    ({ id, verdict }) => verdict === 'failed' || controls.has(id),
  );
  return chosen.length > 0 ? chosen : document.controlSessions.slice(0, FEW);
}

function* sessionPart(on: Page, session: ControlSessionReport, alone: boolean): Iterable<string> {
  yield* heading(on, `CONTROL SESSION ${session.id}: ${VERDICT[session.verdict]}, ${session.code}`);
  for (const line of wrap(sessionRoute(session), on.width - 2)) yield `  ${line}`;
  for (const line of wrap(sessionFacts(session), on.width - 2)) yield `  ${line}`;
  if (alone) yield* stageTable(on, session.stages, '  ');
}

function* offerPart(
  on: Page,
  offer: OfferReport,
  flows: ReadonlyMap<string, DataFlowReport>,
): Iterable<string> {
  const { id, verdict, code, confidence } = offer;
  yield '';
  const title = `OFFER ${id}: ${VERDICT[verdict]}, ${code} (${confidence})`;
  for (const line of wrap(title, on.width - 2, '  ')) yield `  ${colourOf(on.paint, verdict).bold(line)}`;
  for (const line of wrap(offerFacts(offer), on.width - 2)) yield `  ${line}`;
  const flow = offer.dataFlow === null ? undefined : flows.get(offer.dataFlow);
  if (flow) for (const line of wrap(flowFacts(flow), on.width - 2)) yield `  ${line}`;
  if (offer.stages.length > 0) yield* stageTable(on, offer.stages, '  ');
  else for (const line of offer.evidence) yield* proof(on, line, '  ');
}

function* otherOffers(on: Page, rest: readonly OfferReport[]): Iterable<string> {
  yield* heading(on, 'OTHER OFFERS');
  const listed = rest.slice(0, LISTED);
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
      VERDICT[verdict],
      code,
    ]),
    '  ',
  );
  const more = rest.length - listed.length;
  if (more > 0) yield `  … and ${counted(more, 'more offer')}; --format json lists all`;
}
