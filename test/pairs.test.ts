// @long Compares every sample with its neighbour.
import { describe, expect, it } from '@jest/globals';

import { compare } from '../src/compare/compare.js';
import type { Comparison } from '../src/compare/comparison.js';
import type { ControlSessionReport, OfferReport, ReportDocument } from '../src/document.js';
import { samples } from './samples/cases.js';
import { stored } from './samples/folder.js';
import { reportOn } from './samples/report-on.js';
import { analyse, print } from './samples/run.js';

type Broken = OfferReport | ControlSessionReport;

/** What failed first: an offer before a session. */
const failedIn = ({ offers, controlSessions }: ReportDocument): Broken | undefined =>
  [...offers, ...controlSessions].find(({ verdict }) => verdict === 'failed');

/** The change between them is what one of the captures shows, not what happened. */
const CAPTURED_OTHERWISE = new Set([
  'proxy-wad-only-425',
  'proxy-server-leg-unseen',
  'flow-mode-configured',
  'tls-reuse-possible',
]);

const pairs = samples.flatMap((sample) => {
  const { pair } = sample;
  const other = samples.find(({ name }) => name === pair?.name);
  return other === undefined ? [] : [{ sample, other }];
});

describe.each(pairs)('$other.name against $sample.name', ({ sample, other }) => {
  const good = reportOn(other.name);
  const bad = reportOn(sample.name);
  const { answer, decisive, ladders } = compare(good, bad);

  it('names the change: what failed, at the stage that broke', () => {
    const [broken, before] = [failedIn(bad), failedIn(good)];
    if (broken === undefined || before?.code === broken.code) return;
    if (CAPTURED_OTHERWISE.has(sample.name)) {
      expect(answer).toBe('cannot-compare');
      return;
    }
    expect(answer).toBe('different');
    expect(decisive?.bad).toMatchObject({ id: broken.id, code: broken.code });
    expect(decisive?.parting?.stage).toBe(broken.stages.find(({ state }) => state === 'failed')?.stage);
  });

  it('finds no difference between two that failed of the same cause', () => {
    const [broken, before] = [failedIn(bad), failedIn(good)];
    if (broken !== undefined && before?.code === broken.code) expect(answer).toBe('alike');
  });

  it('finds none in a capture and itself', () => {
    expect(compare(bad, analyse(stored(sample.name))).answer).toBe('alike');
  });

  it('says the same of a report that was saved', () => {
    const told = ({ decisive: pair, answer: word }: Comparison): unknown => [word, pair];
    const saved = (report: ReportDocument): ReportDocument =>
      JSON.parse(print(report, 'json')) as ReportDocument;
    const whole = told(compare(good, bad));
    expect(told(compare(saved(good), bad))).toEqual(whole);
    expect(told(compare(good, saved(bad)))).toEqual(whole);
    expect(compare(saved(bad), bad).answer).toBe('alike');
  });

  it('gives each step of the two ladders a row of its own, and one in which they part', () => {
    const drawn = ladders();
    if (drawn === null) return;
    for (const side of ['good', 'bad'] as const) {
      const rows = drawn.rows[side];
      expect(rows.length).toBe(drawn[side].steps.length);
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
    }
    const at = drawn.bad.steps.findIndex(({ failed }) => failed);
    if (at >= 0) expect(drawn.parting).toBe(drawn.rows.bad[at]);
  });

  it('shows no words on both sides', () => {
    const { good: here, bad: there } = decisive?.parting ?? {};
    const words = (side: typeof here): string[] =>
      (side?.evidence ?? []).map((line) => line.said ?? line.text);
    expect(words(here).filter((one) => words(there).includes(one))).toEqual([]);
  });
});
