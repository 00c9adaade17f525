import type { OfferCase } from '../cases/offer-case.js';

/**
 * True if packets of the data connection are shown on both sides of the unit. A single capture point without
 * directions stands for both, but does not show on which side of the unit it is: what has no answer there may have
 * been kept.
 */
export function isShownBehind({ near, far }: OfferCase): boolean {
  return far?.leg !== near?.leg || far?.syns.some(({ direction }) => direction === 'out') === true;
}
