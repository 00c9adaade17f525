import { ahead } from '../../net.js';
import type { End, Leg } from '../../correlate/model/leg.js';
import { gap, order } from '../../correlate/model/time.js';
import type { OfferCase } from '../cases/offer-case.js';
import { ENDS_CROSS_WITHIN } from '../limits.js';
import { latestOf } from '../observations/memoize.js';
import { dataLegs } from './data-tls.js';

/** Verbs whose data the server sends. */
const SENT_BY_SERVER: ReadonlySet<string> = new Set(['RETR', 'LIST', 'NLST', 'MLSD']);

interface Unread {
  /** How the client closed. */
  readonly end: End;
  readonly reset: End;
}

/**
 * The client closed the data connection of a download without having received a byte, nor the server's end, and a
 * reset shows that nobody reads it any more. A server that sees its data reset may still say 226 (vsftpd does). What is
 * acknowledged counts, so a capture that lost packets shows it as well.
 */
export const unreadData = latestOf((it: OfferCase): Unread | null => {
  const { commands } = it.offer;
  if (it.replies.aborted !== null || !commands.some(({ command }) => SENT_BY_SERVER.has(command)))
    return null;
  const server = it.passive ? 'responder' : 'initiator';
  const legs = dataLegs(it);
  const ends = legs.flatMap((leg) => leg.ends).filter(({ type, by }) => type === 'fin' && by === server);
  return legs.map((leg) => unreadOn(leg, server, ends)).find((one) => one !== null) ?? null;
});

/** `over`: the server's own ends, at any place. */
function unreadOn(leg: Leg, server: End['by'], over: readonly End[]): Unread | null {
  const begun = (server === 'initiator' ? leg.syns : leg.synAcks)[0]?.seq;
  const at = leg.ends.findIndex(
    ({ type, by, ack }) => by !== server && (type === 'fin' || ack !== undefined),
  );
  const end = leg.ends[at];
  if (begun === undefined || end?.ack === undefined || ahead(end.ack, begun) > 1) return null;
  if (end.type === 'rst') return hasSent(begun, over) ? { end, reset: end } : null;
  const reset = leg.ends.slice(at).find(({ type }) => type === 'rst');
  if (reset === undefined) return null;
  // The client's host refuses what comes behind its end; had the server come to its own, that may be all that is refused.
  if (reset.by !== server) return over.some((one) => order(one, reset) !== 'after') ? null : { end, reset };
  // The server's end may cross the client's. One from long before, which the client's does not acknowledge, got lost.
  return over.every((one) => (gap(one, end)?.least ?? 0) >= ENDS_CROSS_WITHIN) ? { end, reset } : null;
}

/** The number of the server's end tells that it sent bytes before it. */
function hasSent(begun: number, over: readonly End[]): boolean {
  return over.some(({ seq }) => seq !== undefined && ahead(seq, begun) > 1);
}
