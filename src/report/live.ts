import type { OfferOutcome, ReportDocument } from '../diagnose/document.js';
import type { Options } from './page.js';
import { colourOf, page } from './page.js';
import { plain } from './plain.js';
import { counted, VERDICT } from './words.js';

/** What stands of each offer and control session, under a name that outlives the numbering. */
export type Standing = ReadonlyMap<string, { readonly verdict: OfferOutcome; readonly line: string }>;

/** Everything that is decided. An offer that is still open has no line; a control session only where it failed. */
export function standing(document: ReportDocument): Standing {
  const found = new Map<string, { verdict: OfferOutcome; line: string }>();
  const message = (id: string): string =>
    document.findings.find(({ subject }) => subject === id)?.message ?? '';
  const add = (name: string, verdict: OfferOutcome, code: string, id: string): void => {
    let nth = 1;
    while (found.has(`${name} ${nth}`)) nth += 1;
    found.set(`${name} ${nth}`, { verdict, line: plain(`${name}: ${code}. ${message(id)}`) });
  };
  const clients = new Map(document.controlSessions.map(({ id, client }) => [id, client]));
  for (const { id, client, server, verdict, code } of document.controlSessions) {
    if (verdict === 'failed') add(`control session ${client ?? '?'} -> ${server ?? '?'}`, verdict, code, id);
  }
  for (const { id, control, command, endpoint, verdict, code } of document.offers) {
    const client = clients.get(control ?? '') ?? '?';
    if (verdict !== 'inconclusive')
      add(`${command ?? 'implied offer'} ${endpoint} of ${client}`, verdict, code, id);
  }
  return found;
}

/** A line for each verdict that is new, has changed, or no longer stands. */
export function* changes(before: Standing, after: Standing, options: Options): Iterable<string> {
  const { paint } = page(options, []);
  const word = (verdict: OfferOutcome): string => colourOf(paint, verdict)(VERDICT[verdict].padEnd(8));
  for (const [name, { verdict, line }] of after) {
    const was = before.get(name);
    if (was?.verdict === verdict) continue;
    yield `${word(verdict)}${line}${was === undefined ? '' : ` (was ${was.verdict})`}\n`;
  }
  for (const [name, was] of before)
    if (!after.has(name)) yield `${'OPEN'.padEnd(8)}${name} (was ${was.verdict})\n`;
}

/** What is open and what is decided, in a few words. */
export function overview({ controlSessions, offers }: ReportDocument): string {
  const of = (verdict: OfferOutcome): number => offers.filter((offer) => offer.verdict === verdict).length;
  const words = [
    counted(controlSessions.length, 'control session'),
    counted(offers.length, 'offer'),
    ...(['worked', 'failed', 'unused'] as const).map((verdict) => `${of(verdict)} ${verdict}`),
    `${of('inconclusive')} open`,
  ];
  return words.join(', ');
}
