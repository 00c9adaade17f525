import { messageOf, firstPrint } from '../model/leg-queries.js';
import { gap, order } from '../model/time.js';
import { legsOf } from '../model/vdom-chain.js';
import type { Moment } from '../model/moment.js';
import type { Connection, Offer } from '../model/timeline.js';

/** Seconds after an offer within which a pinhole may still be made; who is denied later was denied for good. */
const PINHOLE_MADE_WITHIN = 2;

/**
 * A pinhole is used once: who hits the same endpoint again was offered it again. Where more hits follow than there are
 * offers, the log may begin too late to show that of the first hit, and its first offer is for a later one.
 */
export function offersHit(known: readonly Offer[], { near }: Connection, later = 0): readonly Offer[] {
  const unused = known.filter(
    (offer) =>
      ![offer.flow, ...offer.furtherFlows].some(
        (other) =>
          other !== null &&
          other.connection.near.initiator !== near.initiator &&
          (expectationId(other.connection) !== null || wasRefused(offer, other.connection)),
      ),
  );
  if (unused.length > later) return unused;
  return unused.filter((offer) => !mayLackEarlier(offer, firstPrint(near)));
}

/** Denied when its pinhole had to be there, if it ever was: a pinhole that somebody hits later was made for another offer. */
function wasRefused({ offered }: Offer, { near }: Connection): boolean {
  return near.traces.some((trace) => {
    const since = offered === null || messageOf(trace, 'drop') === undefined ? null : gap(offered, trace);
    return trace.flags === 'S' && since !== null && since.least > PINHOLE_MADE_WITHIN;
  });
}

/** The same where no line shows a hit, as of a proxy's sessions in a sniffer. */
export function offersTried(known: readonly Offer[], { near }: Connection, later: number): readonly Offer[] {
  if (known.length > later) return known;
  return known.filter((offer) => !mayLackEarlier(offer, firstPrint(near)));
}

function mayLackEarlier({ offered }: Offer, syn: Moment | undefined): boolean {
  if (offered === null || syn === undefined || order(offered, syn) === 'before') return false;
  const begun = { ...offered, stamp: offered.capture.first, order: -1 };
  return order(begun, syn) !== 'before';
}

/** The control session whose pinhole a connection hit, by the number that the kernel names. */
export function expectationId(connection: Connection): string | null {
  for (const trace of legsOf(connection).flatMap(({ traces }) => traces)) {
    const hit = messageOf(trace, 'expectation-match');
    if (hit !== undefined) return hit.sessionId;
  }
  return null;
}
