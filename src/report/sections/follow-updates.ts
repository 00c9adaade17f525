import type {
  Confidence,
  ControlSessionReport,
  Evidence,
  OfferOutcome,
  OfferReport,
  ReportDocument,
  Stage,
} from '../../document.js';
import type { PrintOptions } from '../print-options.js';
import { colourOf, page, place } from '../text/layout.js';
import { plain } from '../text/sanitize.js';
import { counted, VERDICT_NAME } from '../text/labels.js';

/** An offer or control session as it was judged from the lines so far. */
export interface VerdictSoFar {
  readonly id: string;
  readonly kind: 'session' | 'offer';
  readonly name: string;
  readonly time: string | null;
  readonly verdict: OfferOutcome;
  readonly code: string;
  readonly confidence: Confidence | null;
  readonly message: string;
  /** The first line of it. */
  readonly evidence: Evidence | null;
  /** The lines by which it is known again in a later judgement, since its id may change. */
  readonly places: readonly string[];
}

/** A verdict that was reached, or that changed. Without `now`, it turned out to be nothing of its own. */
export interface Change {
  readonly now: VerdictSoFar | undefined;
  readonly was: VerdictSoFar | undefined;
}

export type JudgedRows = Pick<ReportDocument, 'controlSessions' | 'offers' | 'findings'>;

/** Stages whose lines stay those of the offer while more lines come in. */
const LASTING_STAGES: ReadonlySet<Stage> = new Set(['offer', 'expectation', 'syn']);

export function judgedOf(document: JudgedRows): VerdictSoFar[] {
  const findings = new Map<string, JudgedRows['findings'][number]>();
  for (const finding of document.findings)
    if (!findings.has(finding.subject)) findings.set(finding.subject, finding);
  const clients = new Map(document.controlSessions.map(({ id, client }) => [id, client]));
  const ofSession = (session: ControlSessionReport): VerdictSoFar => {
    const { id, time, client, server, verdict, code, stages, evidence } = session;
    const lines = stages.flatMap((stage) => stage.evidence);
    const cause = findings.get(id);
    return {
      ...{ id, kind: 'session', name: `control session ${client ?? '?'} -> ${server ?? '?'}` },
      ...{ time, verdict, code, message: cause?.message ?? '' },
      confidence: verdict === 'inconclusive' ? null : (cause?.confidence ?? null),
      evidence: lines[0] ?? evidence[0] ?? null,
      places: placesOf('session', lines, id),
    };
  };
  const ofOffer = (offer: OfferReport): VerdictSoFar => {
    const { id, time, command, endpoint, control, verdict, code, confidence, stages, evidence } = offer;
    const lines = stages.flatMap((one) => (LASTING_STAGES.has(one.stage) ? one.evidence : []));
    const client = clients.get(control ?? '') ?? '?';
    return {
      ...{ id, kind: 'offer', name: `${command ?? 'implied offer'} ${endpoint} of ${client}` },
      ...{ time, verdict, code, confidence, message: findings.get(id)?.message ?? '' },
      evidence: lines[0] ?? evidence[0] ?? null,
      places: placesOf(endpoint, lines, id),
    };
  };
  return [...document.controlSessions.map(ofSession), ...document.offers.map(ofOffer)];
}

function placesOf(what: string, lines: readonly Evidence[], id: string): string[] {
  if (lines.length === 0) return [`${what} ${id}`];
  const places = lines.map(place);
  // A line may hold two offers. An endpoint may change: of an implied offer it is what the client dialled.
  return [...places.map((at) => `${what} ${at}`), ...places.map((at) => `${id.charAt(0)} ${at}`)];
}

/** What changed, and which of the earlier ones none of the later ones is. */
export function compared(
  before: readonly VerdictSoFar[],
  after: readonly VerdictSoFar[],
): { readonly changes: Change[]; readonly rest: VerdictSoFar[] } {
  const known = new Map(before.flatMap((one) => one.places.map((at) => [at, one])));
  const rest = new Set(before);
  const changes: Change[] = [];
  for (const now of after) {
    const was = now.places.map((at) => known.get(at)).find((one) => one !== undefined && rest.has(one));
    if (was !== undefined) rest.delete(was);
    if (!isTold(now) && !isTold(was)) continue;
    if (was?.verdict !== now.verdict || was.code !== now.code)
      changes.push({ now, was: isTold(was) ? was : undefined });
  }
  return { changes, rest: [...rest] };
}

/** Those that are told and are gone. */
export function withdrawn(rest: readonly VerdictSoFar[]): Change[] {
  return rest.filter(isTold).map((was) => ({ now: undefined, was }));
}

/** An open offer gets no line, and a control session gets one only if it failed. */
function isTold(one: VerdictSoFar | undefined): boolean {
  if (one?.kind === 'session') return one.verdict === 'failed';
  return one !== undefined && one.verdict !== 'inconclusive';
}

const LONGEST_TIME = 19;

/** A line for people: when, verdict, what, why, and what it was before. */
export function changeText({ now, was }: Change, options: PrintOptions): string {
  const { paint } = page(options, []);
  const time = ((now ?? was)?.time ?? '-').slice(0, LONGEST_TIME).replace('T', ' ').padEnd(LONGEST_TIME);
  const before = was === undefined ? '' : ` (was ${was.verdict === now?.verdict ? was.code : was.verdict})`;
  if (now === undefined) return `${time}  ${'GONE'.padEnd(8)}${plain(was?.name ?? '')}${before}\n`;
  const word = now.verdict === 'inconclusive' ? 'OPEN' : VERDICT_NAME[now.verdict];
  const what = plain(`${now.name}: ${now.code}. ${now.message}`);
  return `${time}  ${colourOf(paint, now.verdict)(word.padEnd(8))}${what}${before}\n`;
}

/** How many offers are open and how many are decided, in a few words. */
export function overview({ totals }: Pick<ReportDocument, 'totals'>): string {
  const of = (name: string): number => totals[name] ?? 0;
  const words = [
    counted(of('controlSessions'), 'control session'),
    counted(of('offers'), 'offer'),
    ...(['worked', 'failed', 'unused'] as const).map((verdict) => `${of(verdict)} ${verdict}`),
    `${of('inconclusive')} open`,
  ];
  return words.join(', ');
}
