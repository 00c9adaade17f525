import { messageOf } from '../../correlate/model/leg-queries.js';
import type { Trace } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import type { KeptPacket } from '../observations/kept-packet.js';
import { keptData } from './not-forwarded.js';

/** Where the unit does not answer for the server, an ACK of the client shows that one came: by another way. */
export function isAnsweredElsewhere({ near, far }: OfferCase): boolean {
  const leg = near?.leg;
  return leg != null && leg.isn === far?.leg?.isn && leg.synAcks.length === 0 && leg.initiatorAcks.length > 0;
}

/** What the initiator sends behind such an ACK, and the unit keeps: it knows no session that is open. */
export function keptForAnswerElsewhere(it: OfferCase): KeptPacket | null {
  const kept = !it.opened && isAnsweredElsewhere(it) ? keptData(it) : null;
  return kept?.by === 'initiator' ? kept : null;
}

export interface Sessionless {
  readonly trace: Trace;
  readonly drop: Moment;
}

/** A packet of a data connection that did not open, for which the unit has no session. */
export function sessionlessPacket(it: OfferCase): Sessionless | null {
  if (it.opened) return null;
  for (const trace of [...(it.near?.leg?.traces ?? []), ...(it.far?.leg?.traces ?? [])]) {
    const drop = messageOf(trace, 'drop', ({ reason }) => reason === 'no-session-matched');
    if (drop !== undefined) return { trace, drop: drop.moment };
  }
  return null;
}
