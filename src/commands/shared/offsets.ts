import { Duration } from 'luxon';

import { SOURCES, type Source } from '../../events.js';
import { EXIT, Failure } from '../../failure.js';

const FORM =
  /^(?<source>[a-z]+)=(?<sign>[+-]?)(?<time>(?=\d)(?:\d+(?:\.\d+)?(?:ms|[dhms]))*(?:\d+(?:\.\d+)?)?)$/;
const UNITS: Readonly<Record<string, 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds'>> = {
  d: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
};
/** No clock is further off than that; more is a slip of the keyboard. */
const MOST = Duration.fromObject({ years: 10 });

/** `sniffer=-2h`, `flow=90s`, `wad=+1h30m`: how far a source's stamps are ahead of the unit's clock, in microseconds. */
export function parseOffsets(given: readonly string[]): Map<Source, number> {
  return new Map(given.map(parse));
}

function parse(text: string): [Source, number] {
  const { source, sign, time } = FORM.exec(text)?.groups ?? {};
  const name = SOURCES.find((one) => one === source);
  if (name === undefined || time === undefined) throw wrong(text);
  let sum = Duration.fromMillis(0);
  for (const [, number, unit] of time.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])?/g)) {
    sum = sum.plus({ [UNITS[unit ?? 's'] ?? 'seconds']: Number(number) });
  }
  const micros = Math.round(sum.toMillis() * 1000);
  if (micros > MOST.toMillis() * 1000) throw wrong(text);
  return [name, sign === '-' ? -micros : micros];
}

function wrong(text: string): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, `--offset ${text} is no offset`, [
    `Write SOURCE=[+-]TIME, such as sniffer=-2h or wad=+1h30m; SOURCE is one of ${SOURCES.join(', ')}.`,
  ]);
}
