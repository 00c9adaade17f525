import type { OfferCase } from './cases/offer-case.js';
import type { Claim } from './rule.js';

/** Something worth knowing about an offer that leaves its verdict to the rules. */
export interface Remark {
  readonly code: string;
  readonly judge: (it: OfferCase) => Claim | null;
}
