import { isRefusal } from '../../ftp.js';
import type { End, Leg, Sighting } from '../../correlate/model/leg.js';
import { hasCarried } from '../../correlate/model/leg-queries.js';
import type { OfferCase } from '../cases/offer-case.js';
import { refusedSegment } from '../observations/kept-packet.js';
import { dataLegs } from './data-tls.js';

export interface UnitReset {
  readonly resets: readonly Sighting[];
  /** To both sides, or to the one that sent the data alone. */
  readonly towards: End['by'] | 'both';
}

/** Resets of a data connection that the unit made itself. */
export function unitReset(it: OfferCase): UnitReset | null {
  const { closing, aborted } = it.replies;
  if ((closing !== null && !isRefusal(closing.code)) || aborted !== null) return null;
  const legs = dataLegs(it);
  return toBothSides(legs) ?? toSender(it, legs);
}

/** After payload, while no reset came in and both sides were captured. */
function toBothSides(legs: readonly Leg[]): UnitReset | null {
  const ends = legs.flatMap((leg) => leg.ends);
  const resets = ends.filter(({ type }) => type === 'rst');
  const isOurs = resets.length === ends.length && resets.every(({ direction }) => direction === 'out');
  const toBoth = new Set(resets.map(({ by }) => by)).size === 2;
  const cameIn = (prints: readonly { direction: 'in' | 'out' | undefined }[]): boolean =>
    prints.some(({ direction }) => direction === 'in');
  const bothShown = legs.some(({ syns }) => cameIn(syns)) && legs.some(({ synAcks }) => cameIn(synAcks));
  const carried = legs.some(hasCarried);
  return isOurs && toBoth && bothShown && carried ? { resets, towards: 'both' } : null;
}

/** In answer to data that came in and never left (`reset-server` and `reset-client` of a signature). */
function toSender({ proxied }: OfferCase, legs: readonly Leg[]): UnitReset | null {
  const refused = proxied ? null : refusedSegment(legs);
  return refused?.fin === false ? { resets: refused.prints, towards: refused.by } : null;
}
