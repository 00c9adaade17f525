import type { OfferReport } from '../document.js';
import type { DurationPair } from './comparison.js';

/** Less than this is the ordinary scatter of a network, however many times more it is. */
const LEAST_SECONDS = 0.5;
const TIMES = 3;

/** How long both took from stage to stage, where the stamps of both tell it. */
export function durationPairs(
  { durations: good }: OfferReport,
  { durations: bad }: OfferReport,
): DurationPair[] {
  return good.flatMap(({ from, to, seconds }) => {
    const other = bad.find((one) => one.from === from && one.to === to)?.seconds;
    if (other === undefined) return [];
    const [short, long] = seconds < other ? [seconds, other] : [other, seconds];
    const outlier = long - short >= LEAST_SECONDS && long >= TIMES * short;
    return [{ from, to, good: seconds, bad: other, outlier }];
  });
}
