// @long Judges every sample again as another unit, another clock and a crowd would show it.
import { describe, expect, it } from '@jest/globals';

import { compare } from '../src/compare/compare.js';
import type { Comparison } from '../src/compare/comparison.js';
import { agrees } from './pairs/answer.js';
import { CHANGES, elsewhere } from './pairs/elsewhere.js';
import { samples } from './samples/cases.js';
import { reportOn } from './samples/report-on.js';
import { share } from './samples/share.js';

/** A sample and its neighbour; one without any is compared with itself. */
const allPairs = samples.map((bad) => ({
  bad,
  good: samples.find(({ name }) => name === bad.pair?.name) ?? bad,
}));

describe.each(CHANGES.map(([name, change], nth) => ({ name, change, nth })))(
  'samples $name',
  ({ change, nth }) => {
    const pairs = share(allPairs, 7, nth);
    const fits = { n: 0 };

    it.each(pairs)('$good.name against $bad.name: the same answer, or none', ({ good, bad }) => {
      const [here, there] = [reportOn(good.name), reportOn(bad.name)];
      const whole = compare(here, there);
      const own = compare(there, there);
      const made = {
        good: elsewhere(good, here, change(good.scenario, good.scenario)),
        bad: elsewhere(bad, there, change(bad.scenario, good.scenario)),
      };
      const found: [what: string, whole: Comparison, found: Comparison][] = [];
      if (made.good !== null) found.push(['GOOD', whole, compare(made.good, there)]);
      if (made.bad !== null) {
        found.push(['BAD', whole, compare(here, made.bad)]);
        found.push(
          ['itself', own, compare(there, made.bad)],
          ['itself, turned', own, compare(made.bad, there)],
        );
      }
      if (made.good !== null && made.bad !== null) found.push(['both', whole, compare(made.good, made.bad)]);
      fits.n += found.length;
      expect(found.filter(([, wanted, got]) => !agrees(wanted, got)).map(([what]) => what)).toEqual([]);
    });

    it('is so for most of them', () => {
      expect(fits.n).toBeGreaterThan(4.5 * 0.9 * pairs.length);
    });
  },
);
