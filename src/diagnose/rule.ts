import type { Capture } from '../correlate/model/moment.js';
import type { Cause } from './cause.js';
import type { OfferCase } from './cases/offer-case.js';
import type { Confidence, OfferOutcome, Outcome } from '../document.js';
import type { RemedyStep } from '../remedy.js';
import type { ControlCase } from './cases/control-case.js';
import type { Cited } from './observations/evidence.js';

/** What a rule says where it applies: a sentence, and the lines that prove it (the deciding one first). */
export interface Claim {
  readonly message: string;
  readonly evidence: readonly (Cited | null | undefined)[];
  /** Default: the confidence of the joins. */
  readonly confidence?: Confidence;
  /** What is not there, if the claim rests on that: “the answer”. It proves less where captures are not whole. */
  readonly lacks?: string;
  /** Captures that would have shown it, beside those of the evidence. */
  readonly searched?: readonly Capture[];
  /** What to look at, and what to change. */
  readonly steps?: readonly RemedyStep[];
  /** Commands whose output would decide what is still open. */
  readonly next?: readonly string[];
}

/**
 * One cause: all that is known of it, and the function that judges. `stage` is where the offer breaks (or, for one
 * that worked, the last stage it needs). The first broken stage is the cause, and later ones are its consequences. A
 * rule answers null if it does not apply; it never concludes from mere absence.
 */
export interface Rule extends Cause {
  readonly verdict: OfferOutcome;
  readonly judge: (it: OfferCase) => Claim | null;
}

/** The same for a control session: it opened, failed, or could not be read by anybody who opens pinholes. */
export interface ControlRule extends Cause {
  readonly verdict: Outcome;
  readonly judge: (it: ControlCase) => Claim | null;
}
