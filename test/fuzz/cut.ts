import fc from 'fast-check';

import type { OfferReport, ReportDocument } from '../../src/document.js';
import { analyse } from '../samples/run.js';
import { sampleNames, stored } from '../samples/folder.js';

/** Which file, from which line, how many. */
type Stretch = readonly [number, number, number];
type Files = Readonly<Record<string, string>>;

const whole = new Map<string, ReportDocument>();
function reportOf(name: string): ReportDocument {
  const known = whole.get(name) ?? analyse(stored(name));
  whole.set(name, known);
  return known;
}

const lost = (files: Files, [which, at, count]: Stretch): Files => {
  const names = Object.keys(files);
  const name = names[which % names.length] ?? '';
  const lines = files[name]?.split('\n') ?? [];
  return { ...files, [name]: lines.toSpliced(at % lines.length, count).join('\n') };
};

/** A sample, and a stretch of lines to take out of one of its captures, as a screen that nobody copied. */
export const CUT = fc.tuple(
  fc.constantFrom(...sampleNames()),
  fc.tuple(fc.nat(8), fc.nat(10_000), fc.integer({ min: 1, max: 25 })),
);

/**
 * An offer that failed before its data connection was through: no line less makes it one that worked. What ends a
 * transfer afterwards (an alert, a 426) is the only line that says so, and without it the connection did come about.
 */
const failedForGood = ({ verdict, stages }: OfferReport): boolean =>
  verdict === 'failed' && stages.some(({ stage, state }) => stage !== 'transfer' && state === 'failed');

/** What lines less turned: *worked* out of *failed*, and *failed* out of *worked*. Never, for what is missing proves nothing. */
export function turned([name, taken]: readonly [string, Stretch]): string[] {
  const before = new Map(reportOf(name).offers.map((offer) => [offer.endpoint, offer]));
  return analyse(lost(stored(name), taken)).offers.flatMap(({ endpoint, verdict, code, confidence }) => {
    const was = before.get(endpoint);
    const isWrong =
      was !== undefined &&
      ((verdict === 'worked' && failedForGood(was)) || (verdict === 'failed' && was.verdict === 'worked'));
    return isWrong
      ? [`${endpoint}: ${was.verdict} ${was.code} -> ${verdict} ${code} (${confidence ?? ''})`]
      : [];
  });
}
