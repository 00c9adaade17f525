import type { Timeline } from '../correlate/model/timeline.js';
import type { Evidence, Outcome, SourceSummary } from '../document.js';
import type { Cause } from './cause.js';
import type { Judged } from './judge-offer.js';
import type { Claim } from './rule.js';

interface CaptureCase {
  readonly timeline: Timeline;
  readonly sources: readonly SourceSummary[];
  /** Offers that are inconclusive. */
  readonly open: readonly Judged[];
  /** The lines that the other findings cite. */
  readonly cited: readonly Evidence[];
  readonly verdict: Outcome;
}

/** A rule about what a capture fails to show. */
export interface CaptureRule extends Cause {
  readonly judge: (it: CaptureCase) => Claim | null;
}

/** A round number, as people type it for a count of packets: 10, 200, 5000. */
export function isRound(count: number): boolean {
  return /^[1-9]0+$/.test(String(count));
}
