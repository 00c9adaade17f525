import type {
  ControlSessionReport,
  OfferOutcome,
  OfferReport,
  ReportDocument,
  Stage,
} from '../../document.js';
import type { PrintOptions } from '../print-options.js';
import { colourOf, page } from '../text/layout.js';
import { plain } from '../text/sanitize.js';
import { counted, VERDICT_NAME } from '../text/labels.js';

/**
 * The verdict on each offer and control session. The key is the place of its first line, since the numbers may still
 * change.
 */
export type Verdicts = ReadonlyMap<string, KnownVerdict>;
interface KnownVerdict {
  readonly verdict: OfferOutcome;
  readonly name: string;
  readonly line: string;
}

export type JudgedRows = Pick<ReportDocument, 'controlSessions' | 'offers' | 'findings'>;

/** Stages whose first line stays the same while more lines come in. */
const LASTING_STAGES: ReadonlySet<Stage> = new Set(['control', 'offer', 'expectation', 'syn']);

/** Every verdict that is decided. An open offer gets no line, and a control session gets one only if it failed. */
export function verdictsOf(document: JudgedRows): Verdicts {
  const found = new Map<string, KnownVerdict>();
  const messages = new Map<string, string>();
  for (const { subject, message } of document.findings)
    if (!messages.has(subject)) messages.set(subject, message);
  const add = (name: string, { id, verdict, code, stages }: OfferReport | ControlSessionReport): void => {
    const [first] = stages.flatMap(({ stage, evidence }) => (LASTING_STAGES.has(stage) ? evidence : []));
    const key = `${name} ${first?.file ?? ''}:${first?.line ?? id}`;
    found.set(key, { verdict, name, line: plain(`${name}: ${code}. ${messages.get(id) ?? ''}`) });
  };
  const clients = new Map(document.controlSessions.map(({ id, client }) => [id, client]));
  for (const session of document.controlSessions) {
    const { client, server, verdict } = session;
    if (verdict === 'failed') add(`control session ${client ?? '?'} -> ${server ?? '?'}`, session);
  }
  for (const offer of document.offers) {
    const client = clients.get(offer.control ?? '') ?? '?';
    if (offer.verdict !== 'inconclusive')
      add(`${offer.command ?? 'implied offer'} ${offer.endpoint} of ${client}`, offer);
  }
  return found;
}

/** One line for each verdict that is new, has changed or is withdrawn. */
export function* changes(before: Verdicts, after: Verdicts, options: PrintOptions): Iterable<string> {
  const { paint } = page(options, []);
  const word = (verdict: OfferOutcome): string => colourOf(paint, verdict)(VERDICT_NAME[verdict].padEnd(8));
  for (const [key, { verdict, line }] of after) {
    const was = before.get(key);
    if (was?.verdict === verdict) continue;
    yield `${word(verdict)}${line}${was === undefined ? '' : ` (was ${was.verdict})`}\n`;
  }
  for (const [key, was] of before)
    if (!after.has(key)) yield `${'OPEN'.padEnd(8)}${plain(was.name)} (was ${was.verdict})\n`;
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
