import type { FlowDrop } from '../../events/flow.js';
import type { Trace } from '../../correlate/model/leg.js';
import type { Kept } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isFinal } from '../observations/capture-coverage.js';

export interface Denial {
  readonly trace: Trace;
  readonly drop: Kept<FlowDrop>;
}

/**
 * The last denial of an offer's data SYN, where it is the end of the matter: no later try was admitted, and a
 * retransmission met the same fate or the capture shows that none followed.
 */
export function finalDenial(it: OfferCase, ...reasons: string[]): Denial | null {
  if (it.admitted && it.hit === null) return null;
  if (it.opened || it.far?.leg != null || it.offer.expectationFreed !== null) return null;
  const denied = it.denied.filter(({ drop }) => reasons.length === 0 || reasons.includes(drop.reason));
  const last = denied.at(-1);
  if (last === undefined) return null;
  const prints = denied.map(({ trace }) => trace);
  return isFinal(prints, it.offer) ? last : null;
}
