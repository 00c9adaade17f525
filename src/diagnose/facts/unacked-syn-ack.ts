import type { Sighting } from '../../correlate/model/leg.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import { groupBy } from '../../collections.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isFinal, tries } from '../observations/capture-coverage.js';
import { latestOf } from '../observations/memoize.js';
import { isShownBehind } from './passed-on.js';
import { keptHandshake } from './kept-handshake.js';
import { showsBothWays } from '../observations/both-ways.js';
import type { Side } from '../observations/leg-state.js';

/**
 * The prints of a SYN-ACK that was sent to the initiator again and again and never acknowledged. Once is not enough:
 * the flow trace leaves out what the network processor forwards.
 */
export const unacknowledged = latestOf((it: OfferCase): readonly Sighting[] | null => {
  // What the unit kept of the handshake could not arrive.
  if (keptHandshake(it) !== null) return null;
  for (const side of [it.near, it.far]) {
    const prints = repeated(side, it.control);
    if (prints !== null) return prints;
  }
  return null;
});

function repeated(side: Side | null, control: ControlSession | null): readonly Sighting[] | null {
  const leg = side?.leg;
  if (side == null || leg == null || side.opened === null || leg.synAcks.length < 2) return null;
  if (leg.initiatorAcks.length + leg.initiatorData.length + leg.responderData.length > 0) return null;
  if (leg.ends.some(({ by, type }) => by === 'initiator' && type === 'fin')) return null;
  const places = groupBy(
    leg.synAcks.filter(({ capture }) => showsBothWays(capture, control)),
    placeOf,
  );
  const found = [...places.values()].filter((prints) => tries(prints) > 1 && isFinal(prints, null));
  // Where it only comes in (a flow trace prints nothing else, and each VDOM on the way does) the unit may have kept it.
  return found.find(([print]) => print?.direction === 'out') ?? found[0] ?? null;
}

const placeOf = ({ capture, interface: name, direction }: Sighting): string =>
  `${capture.source} ${capture.file} ${name ?? ''} ${direction ?? ''}`;

/** The answer that left and was not acknowledged, unless what followed confirms that it was. */
export interface UnackedAnswer {
  readonly prints: readonly Sighting[];
  /** It is seen to leave the unit, which did not keep it then. */
  readonly isSent: boolean;
}

export function unackedAnswer(it: OfferCase): UnackedAnswer | null {
  const prints = unacknowledged(it);
  if (prints === null || (it.replies.closing !== null && it.replies.closing.code < 300)) return null;
  // Where it is only seen to come in (a flow trace prints nothing else) the unit may have kept it.
  if (prints.every(({ direction }) => direction === 'in')) return null;
  return { prints, isSent: isShownBehind(it) || prints.some(({ direction }) => direction === 'out') };
}
