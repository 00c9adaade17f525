import type * as luxon from 'luxon';

import { type Source, SOURCES } from '../../events/record.js';
import { EXIT, Failure } from '../../failure.js';

const OFFSET_FORM =
  /^(?<source>[a-z]+)=(?<sign>[+-]?)(?<time>(?=\d)(?:\d+(?:\.\d+)?(?:ms|[dhms]))*(?:\d+(?:\.\d+)?)?)$/;
const UNITS: Readonly<Record<string, 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds'>> = {
  d: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
};
/** An offset of more years than this is taken for a typing error. */
const MOST_YEARS_OFF = 10;

/**
 * Reads `sniffer=-2h`, `flow=90s`, `wad=+1h30m`: how far a source's stamps are ahead of the unit's clock, in
 * microseconds.
 */
export async function parseOffsets(given: readonly string[] | undefined): Promise<Map<Source, number>> {
  if (given === undefined) return new Map();
  // luxon is loaded only if an offset was given: most runs need none, and loading it delays the start.
  const { Duration } = await import('luxon');
  return new Map(given.map((text) => parse(text, Duration)));
}

function parse(text: string, Duration: typeof luxon.Duration): [Source, number] {
  const { source, sign, time } = OFFSET_FORM.exec(text)?.groups ?? {};
  const name = SOURCES.find((one) => one === source);
  if (name === undefined || time === undefined) throw wrong(text);
  let sum = Duration.fromMillis(0);
  for (const [, number, unit] of time.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])?/g)) {
    sum = sum.plus({ [UNITS[unit ?? 's'] ?? 'seconds']: Number(number) });
  }
  const micros = Math.round(sum.toMillis() * 1000);
  if (micros > Duration.fromObject({ years: MOST_YEARS_OFF }).toMillis() * 1000) throw wrong(text);
  return [name, sign === '-' ? -micros : micros];
}

function wrong(text: string): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, `--offset ${text} is no offset`, [
    `Write SOURCE=[+-]TIME, such as sniffer=-2h or wad=+1h30m; SOURCE is one of ${SOURCES.join(', ')}.`,
  ]);
}
