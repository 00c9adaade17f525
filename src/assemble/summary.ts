import type { Finding, OfferOutcome, Outcome } from '../document.js';
import type { JudgedPart } from '../diagnose/diagnose.js';

/** How many came to which verdict, and the first finding of each. */
export interface Tally {
  readonly offers: Readonly<Record<OfferOutcome, number>>;
  readonly controls: Readonly<Record<OfferOutcome, number>>;
  /** Sessions of which a denied data connection may have been one. */
  readonly doubtful: number;
  readonly first: Readonly<Partial<Record<OfferOutcome, Finding>>>;
  readonly anything: Finding | undefined;
}

const NONE = { worked: 0, failed: 0, inconclusive: 0, unused: 0 };
export const EMPTY_TALLY: Tally = {
  offers: NONE,
  controls: NONE,
  doubtful: 0,
  first: {},
  anything: undefined,
};

export function tallyOf({ offers, controls }: JudgedPart, findings: readonly Finding[]): Tally {
  const first: Partial<Record<OfferOutcome, Finding>> = {};
  for (const finding of findings) first[finding.verdict] ??= finding;
  return {
    offers: counts(offers.map(({ verdict }) => verdict)),
    controls: counts(controls.map(({ judged }) => judged.verdict)),
    doubtful: controls.filter(({ judged }) => judged.hasDoubt).length,
    first,
    anything: findings[0],
  };
}

function counts(verdicts: readonly OfferOutcome[]): Tally['offers'] {
  const sums = { ...NONE };
  for (const verdict of verdicts) sums[verdict] += 1;
  return sums;
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    offers: sum(a.offers, b.offers),
    controls: sum(a.controls, b.controls),
    doubtful: a.doubtful + b.doubtful,
    first: { ...b.first, ...a.first },
    anything: a.anything ?? b.anything,
  };
}

function sum(a: Tally['offers'], b: Tally['offers']): Tally['offers'] {
  return {
    worked: a.worked + b.worked,
    failed: a.failed + b.failed,
    inconclusive: a.inconclusive + b.inconclusive,
    unused: a.unused + b.unused,
  };
}

/**
 * Failed if anything failed; else worked if any offer worked and none is open, nor a denied data connection of a session
 * whose offers nobody can read; unused offers do not count.
 */
export function verdictOf({ offers, controls, doubtful }: Tally): Outcome {
  if (offers.failed > 0 || controls.failed > 0) return 'failed';
  return offers.worked > 0 && offers.inconclusive === 0 && doubtful === 0 ? 'worked' : 'inconclusive';
}

/** One sentence: how many of how many, and the first cause. */
export function summaryOf(tally: Tally, nothing: string): string {
  const { offers, first, anything } = tally;
  const verdict = verdictOf(tally);
  const message = (first[verdict] ?? anything)?.message ?? nothing;
  const total = offers.worked + offers.failed + offers.inconclusive;
  const of = offers[verdict];
  return of === 0 || total < 2
    ? message
    : `${of} of ${total} data connections ${verdict === 'inconclusive' ? `${of === 1 ? 'is' : 'are'} inconclusive` : verdict}. ${message}`;
}
