import type { Analysis } from '../../analyze.js';
import type { Chosen, ReportDocument } from '../../document.js';
import { EXIT, Failure } from '../../failure.js';
import type { Zone } from '../../report/zone.js';

/** The zone of `--timezone`. luxon is loaded only where one was named: most runs need none. */
export async function zoneNamed(name: string | undefined): Promise<Zone | undefined> {
  if (name === undefined) return undefined;
  const { zoneOf } = await import('../../report/zone.js');
  const zone = zoneOf(name);
  if (zone !== null) return zone;
  throw new Failure('FGT_USAGE', EXIT.usage, `--timezone ${name} is no time zone`, [
    'Write it as Europe/Berlin, UTC or +02:00.',
  ]);
}

/**
 * What was chosen. An id that is not there is a wrong argument and fails with 2. Where nothing fits, that is an answer
 * like another: it is said on stderr as well, and the report is empty.
 */
export async function chosenReport(
  analysis: Analysis,
  zone: Zone | undefined,
  warn: (sentence: string) => void,
): Promise<ReportDocument> {
  const document = analysis.report();
  const { chosen, totals } = document;
  if (chosen !== undefined) {
    needsIds(chosen, 'session', 'control session', 'C', chosen.of.controlSessions);
    needsIds(chosen, 'offer', 'offer', 'O', chosen.of.offers);
    if ((totals['controlSessions'] ?? 0) + (totals['offers'] ?? 0) === 0)
      warn(`${document.summary} Without these flags, fgtrace sessions lists all there are.`);
  }
  if (zone === undefined) return document;
  const { inZone } = await import('../../report/zone.js');
  return inZone(document, zone);
}

function needsIds(
  { by }: Chosen,
  flag: 'session' | 'offer',
  name: string,
  letter: string,
  count: number,
): void {
  const unknown = (by[flag] ?? []).find((id) => Number(id.replace(/^[CO]/i, '')) > count);
  if (unknown === undefined) return;
  const few = count === 1 ? `only ${letter}1` : `${letter}1 to ${letter}${count}`;
  throw new Failure(
    'FGT_USAGE',
    EXIT.usage,
    `There is no ${name} ${unknown}: these captures have ${count === 0 ? 'none' : few}`,
    ['fgtrace sessions lists them.'],
  );
}
