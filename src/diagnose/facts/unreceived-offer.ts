import { ahead } from '../../net.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { Leg, Passage } from '../../correlate/model/leg.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isProxied } from '../observations/inspection.js';

/**
 * True if the word that made the offer perhaps never arrived: it was repeated and not acknowledged, its receiver ended
 * the connection without acknowledging it, or it is all that is shown. Nobody can use what was not told.
 */
export function isUnreceived({ control, offer, passive }: OfferCase): boolean {
  const { offered } = offer;
  if (control?.connection == null || offered === null || isProxied(control)) return false;
  if (offer.replies.length === 0 && offer.next === null && isFirstShown(offered, control)) return true;
  const by = passive ? 'responder' : 'initiator';
  return legsOf(control.connection).some((leg) =>
    leg.passages.some((passage) => {
      if (passage.by !== by || passage.capture !== offered.capture) return false;
      const told = offered.stamp?.at;
      return told !== undefined && unackedSince(leg, passage) === told;
    }),
  );
}

/**
 * The capture shows nothing of the session before the offer, and the caller knows of nothing behind it: it may be the
 * last repetition of one that the unit kept for itself.
 */
function isFirstShown(offered: Moment, { connection, commands, replies }: ControlSession): boolean {
  const near = connection?.near;
  const prints = [near?.syns, near?.synAcks, near?.initiatorData, near?.responderData];
  const shown: Moment[] = [...prints.flatMap((some) => some ?? []), ...commands, ...replies];
  return !shown.some(({ capture, line }) => capture === offered.capture && line.line < offered.line.line);
}

/** When the segment that its receiver lacks was first printed. */
function unackedSince({ ends }: Leg, { by, top, lately, repeated }: Passage): number | undefined {
  if (repeated !== null) return repeated.fin ? undefined : repeated.firstAt;
  const end = ends.find((one) => one.by !== by && one.ack !== undefined);
  if (end?.ack === undefined || ahead(top, end.ack) < 0) return undefined;
  return lately.find((_, nth) => nth % 2 === 1 && lately[nth - 1] === top);
}
