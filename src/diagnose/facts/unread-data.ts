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
  /** Some of it had come. */
  readonly begun: boolean;
}

/**
 * The client closed the data connection of a download without having received a byte, nor the server's end, and a
 * reset shows that nobody reads it any more; or it closed in the middle, and its host refused the rest. A server that sees its data reset may still say 226 (vsftpd does). What is
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
  if (begun === undefined || end?.ack === undefined) return null;
  if (ahead(end.ack, begun) > 1) return refusedRest(leg, end, server);
  if (end.type === 'rst') return hasSent(begun, over) ? { end, reset: end, begun: false } : null;
  const reset = leg.ends.slice(at).find(({ type }) => type === 'rst');
  if (reset === undefined) return null;
  // The client's host refuses what comes behind its end; had the server come to its own, that may be all that is refused.
  if (reset.by !== server)
    return over.some((one) => order(one, reset) !== 'after') ? null : { end, reset, begun: false };
  // The server's end may cross the client's. One from long before, which the client's does not acknowledge, got lost.
  return over.every((one) => (gap(one, end)?.least ?? 0) >= ENDS_CROSS_WITHIN)
    ? { end, reset, begun: false }
    : null;
}

/** After the client's end came bytes that it does not acknowledge, then the server's end, and its host reset these. */
function refusedRest({ ends }: Leg, end: End, server: End['by']): Unread | null {
  const { ack } = end;
  if (end.type !== 'fin' || ack === undefined) return null;
  const at = ends.findIndex(
    ({ type, by, seq }) => type === 'fin' && by === server && seq !== undefined && ahead(seq, ack) > 0,
  );
  const over = ends[at];
  if (over === undefined || order(end, over) === 'after') return null;
  const reset = ends.slice(at).find(({ type, by }) => type === 'rst' && by !== server);
  return reset === undefined ? null : { end, reset, begun: true };
}

/** The number of the server's end tells that it sent bytes before it. */
function hasSent(begun: number, over: readonly End[]): boolean {
  return over.some(({ seq }) => seq !== undefined && ahead(seq, begun) > 1);
}
