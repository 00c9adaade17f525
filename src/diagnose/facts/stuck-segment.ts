import { gap, order } from '../../correlate/model/time.js';
import type { Stuck, Leg } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { dataLegs } from './data-tls.js';
import { STUCK_SEGMENT_PRINTS, STUCK_SEGMENT_SPAN } from '../limits.js';

export interface StuckSegment extends Stuck {
  readonly leg: Leg;
}

/**
 * A large segment that leaves again and again and is never acknowledged, in a transfer that nobody confirmed. If it
 * is only seen coming in, the unit itself may have dropped it: then an ICMP message must say that it was too large.
 */
export function stuckSegment(it: OfferCase): StuckSegment | null {
  const { closing } = it.replies;
  if (it.flow === null || (closing !== null && closing.code < 300)) return null;
  for (const leg of dataLegs(it)) {
    for (const { stuck } of leg.largeSegments?.ways.values() ?? []) {
      const [first] = stuck?.prints ?? [];
      const last = stuck?.prints.at(-1);
      if (stuck === null || first === undefined || last === undefined) continue;
      if (stuck.prints.length < STUCK_SEGMENT_PRINTS || (gap(first, last)?.least ?? 0) < STUCK_SEGMENT_SPAN)
        continue;
      if (first.direction !== 'in' || it.flow.tooBig.length > 0) return { ...stuck, leg };
    }
  }
  return null;
}

/** A later line of the receiver: it is still there, only the segment does not get through. */
export function receiverAlive(it: OfferCase, { leg, by, prints: [first] }: StuckSegment): Moment | null {
  if (first === undefined || it.control === null) return null;
  const isClient = (by === 'responder') === it.passive;
  const said = isClient ? it.control.commands : it.control.replies;
  const { near, far } = it.control.connection ?? {};
  const ends = [...(near?.ends ?? []), ...(far?.ends ?? [])].filter(
    (end) => (end.by === 'initiator') === isClient && (end.direction === 'in' || end.direction === undefined),
  );
  const own = leg.ends.filter((end) => end.by !== by);
  return [...own, ...said, ...ends].find((moment) => order(moment, first) === 'after') ?? null;
}
