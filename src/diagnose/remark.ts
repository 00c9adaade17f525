import type { OfferCase } from './cases/offer-case.js';
import type { Cause } from './cause.js';
import type { Claim } from './rule.js';

/** Something worth knowing about an offer that does not change its verdict. */
export interface Remark extends Cause {
  readonly judge: (it: OfferCase) => Claim | null;
}
