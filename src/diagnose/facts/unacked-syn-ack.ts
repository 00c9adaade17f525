import type { Sighting } from '../../correlate/model/leg.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isFinal, tries } from '../observations/capture-coverage.js';
import { onceOf } from '../observations/memoize.js';
import { keptSynAck } from './not-forwarded.js';
import type { Side } from '../observations/leg-state.js';

/**
 * The prints of a SYN-ACK that was sent to the initiator again and again and never acknowledged. Once is not enough:
 * the flow trace leaves out what the network processor forwards.
 */
export const unacknowledged = onceOf((it: OfferCase): readonly Sighting[] | null => {
  // A SYN-ACK that the unit kept could not be acknowledged.
  if (keptSynAck(it) !== null) return null;
  for (const side of [it.near, it.far]) {
    const prints = repeated(side);
    if (prints !== null) return prints;
  }
  return null;
});

function repeated(side: Side | null): readonly Sighting[] | null {
  const leg = side?.leg;
  if (side == null || leg == null || side.opened === null || leg.synAcks.length < 2) return null;
  if (leg.initiatorAcks.length + leg.initiatorData.length + leg.responderData.length > 0) return null;
  if (leg.ends.some(({ by, type }) => by === 'initiator' && type === 'fin')) return null;
  const [first] = leg.synAcks;
  const prints = leg.synAcks.filter(
    ({ capture, interface: name }) => capture === first?.capture && name === first.interface,
  );
  return tries(prints) > 1 && isFinal(prints, null) ? prints : null;
}
