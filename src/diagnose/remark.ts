import type { OfferCase } from './cases/offer-case.js';
import type { Cause } from './cause.js';
import type { Claim } from './rule.js';

/** Something worth knowing about an offer that leaves its verdict to the rules. */
export interface Remark extends Cause {
  readonly judge: (it: OfferCase) => Claim | null;
}
