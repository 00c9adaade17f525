import { ahead } from '../../net.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { Leg, Passage } from '../../correlate/model/leg.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isProxied } from '../observations/inspection.js';

/**
 * True if the word that made the offer never arrived, as far as acknowledgements tell: it was repeated and not
 * acknowledged, or its receiver ended the connection without acknowledging it. Nobody can use what was not told.
 */
export function isUnreceived({ control, offer: { offered }, passive }: OfferCase): boolean {
  if (control?.connection == null || offered === null || isProxied(control)) return false;
  const by = passive ? 'responder' : 'initiator';
  return legsOf(control.connection).some((leg) =>
    leg.passages.some((passage) => {
      if (passage.by !== by || passage.capture !== offered.capture) return false;
      const told = offered.stamp?.at;
      return told !== undefined && unackedSince(leg, passage) === told;
    }),
  );
}

/** When the segment that its receiver lacks was first printed. */
function unackedSince({ ends }: Leg, { by, top, lately, repeated }: Passage): number | undefined {
  if (repeated !== null) return repeated.fin ? undefined : repeated.firstAt;
  const end = ends.find((one) => one.by !== by && one.ack !== undefined);
  if (end?.ack === undefined || ahead(top, end.ack) < 0) return undefined;
  return lately.find((_, nth) => nth % 2 === 1 && lately[nth - 1] === top);
}
