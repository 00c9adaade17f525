import { describe, expect, it } from '@jest/globals';

import { compare } from '../src/compare/compare.js';
import { STAGES, type OfferReport } from '../src/document.js';
import { samples } from './samples/cases.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

/** The first stage that broke, or else that was not come to. */
const brokenAt = (offer: OfferReport | undefined): string | undefined =>
  offer?.stages.find(({ state }) => state === 'failed')?.stage;

const pairs = samples.flatMap((sample) => {
  const { pair } = sample;
  const other = samples.find(({ name }) => name === pair?.name);
  return other === undefined ? [] : [{ sample, other }];
});

describe.each(pairs)('$other.name against $sample.name', ({ sample, other }) => {
  const good = analyse(stored(other.name));
  const bad = analyse(stored(sample.name));
  const comparison = compare(good, bad);

  it('is a difference where the wanted verdicts differ, and none of a capture with itself', () => {
    const told = ({ wants }: typeof sample): string =>
      JSON.stringify([wants.verdict, wants.offers, wants.controls]);
    if (told(sample) !== told(other)) expect(comparison.different).toBe(true);
    expect(compare(bad, bad).different).toBe(false);
  });

  it('names the stage that broke', () => {
    const [failed] = bad.offers.filter(({ verdict }) => verdict === 'failed');
    const [worked] = good.offers;
    if (failed === undefined || worked?.verdict !== 'worked') return;
    const broken = brokenAt(failed);
    const parting = comparison.offers.find((pair) => pair.bad.offer === failed.id)?.parting;
    expect(parting).toBeTruthy();
    // A stage that one side could not show is no difference: they part there, or at a later consequence.
    const at = STAGES.indexOf(parting!.stage);
    const first = STAGES.findIndex((stage) => stage === broken);
    const shown = worked.stages.find(({ stage }) => stage === broken)?.state;
    if (shown === 'seen') expect(parting!.stage).toBe(broken);
    else expect(at).toBeGreaterThanOrEqual(0);
    expect(first).toBeGreaterThanOrEqual(0);
  });
});
