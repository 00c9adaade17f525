// @long Judges every pair of samples again for each source that can be missing.
import { describe, expect, it } from '@jest/globals';

import { compare } from '../src/compare/compare.js';
import type { Comparison } from '../src/compare/comparison.js';
import type { ReportDocument } from '../src/document.js';
import { agrees } from './pairs/answer.js';
import { redactedTexts } from './redact/run.js';
import { samples } from './samples/cases.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { share } from './samples/share.js';

type Captures = Record<string, string>;

const without = (captures: Captures, file: string): Captures =>
  Object.fromEntries(Object.entries(captures).filter(([name]) => name !== file));

const HOUR = 3_600_000;

/** The same text, printed hours later. */
const later = (captures: Captures, hours: number): Captures =>
  Object.fromEntries(
    Object.entries(captures).map(([name, text]) => [
      name,
      text.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/g, (_, day: string, time: string) =>
        new Date(Date.parse(`${day}T${time}Z`) + hours * HOUR).toISOString().slice(0, 19).replace('T', ' '),
      ),
    ]),
  );

const reports = new Map<string, ReportDocument>();

/** Judging takes longest, and each sample is some other's neighbour. */
function reportOn(captures: Captures): ReportDocument {
  const key = JSON.stringify(captures);
  const report = reports.get(key) ?? analyse(captures);
  reports.set(key, report);
  return report;
}

/** Each comparison with one file less on one side or the other. */
function* lessOf(good: Captures, bad: Captures): Iterable<[name: string, comparison: Comparison]> {
  const [whole, broken] = [reportOn(good), reportOn(bad)];
  if (Object.keys(good).length > 1)
    for (const file of Object.keys(good))
      yield [`GOOD without ${file}`, compare(reportOn(without(good, file)), broken)];
  if (Object.keys(bad).length > 1)
    for (const file of Object.keys(bad))
      yield [`BAD without ${file}`, compare(whole, reportOn(without(bad, file)))];
}

/**
 * Only the flow trace tells a SYN that a pinhole let in and that then had no route from one that was denied. Without it
 * all that is known is that the unit kept it, which is told as the stage "let through".
 */
const TOLD_EARLIER = ['active-no-route BAD without flow.log'];

describe('a sample with one source less', () => {
  it.each(share(samples, 2))('$name: the same answer as its neighbour gets, or none', ({ name, pair }) => {
    const other = samples.find((one) => one.name === pair?.name);
    if (other === undefined) return;
    const [good, bad] = [stored(other.name), stored(name)];
    const whole = compare(reportOn(good), reportOn(bad));
    const wrong = [...lessOf(good, bad)]
      .filter(([, less]) => !agrees(whole, less))
      .map(([at]) => `${name} ${at}`);
    expect(wrong.filter((one) => !TOLD_EARLIER.includes(one))).toEqual([]);
  });

  it.each(share(samples, 3, 1))('$name: never another capture than itself', ({ name }) => {
    const own = stored(name);
    const answers = [...lessOf(own, own)].map(([at, { answer }]) => `${at}: ${answer}`);
    expect(answers.filter((one) => one.endsWith('different'))).toEqual([]);
  });
});

describe('a sample against itself', () => {
  it.each(share(samples, 3, 2))('$name: redacted, or hours later, it is the same', ({ name }) => {
    const own = reportOn(stored(name));
    expect(compare(own, analyse(redactedTexts(stored(name)).texts)).answer).toBe('alike');
    expect(compare(analyse(later(stored(name), -30)), own).answer).toBe('alike');
  });
});
