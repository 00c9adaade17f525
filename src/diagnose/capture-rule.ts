import type { Timeline } from '../correlate/model/timeline.js';
import type { Evidence, Outcome, SourceSummary } from '../document.js';
import type { Cause } from './cause.js';
import type { Judged } from './judge-offer.js';
import type { Claim } from './rule.js';

interface CaptureCase {
  readonly timeline: Timeline;
  readonly sources: readonly SourceSummary[];
  /** Offers that nothing decides. */
  readonly open: readonly Judged[];
  /** Lines that the other findings rest on. */
  readonly cited: readonly Evidence[];
  readonly verdict: Outcome;
}

/** What a capture keeps from being seen. */
export interface CaptureRule extends Cause {
  readonly judge: (it: CaptureCase) => Claim | null;
}

/** A count that somebody typed: 10, 200, 5000. */
export function isRound(count: number): boolean {
  return /^[1-9]0+$/.test(String(count));
}
