import { ahead } from '../../net.js';
import type { End, Leg } from '../../correlate/model/leg.js';
import type { OfferCase } from '../cases/offer-case.js';
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
 * reset answered it: for the other side the connection was gone. A server that sees its data reset may still say 226
 * (vsftpd does). What is acknowledged counts, so a capture that lost packets shows it as well.
 */
export const unreadData = latestOf((it: OfferCase): Unread | null => {
  const { commands } = it.offer;
  if (it.replies.aborted !== null || !commands.some(({ command }) => SENT_BY_SERVER.has(command)))
    return null;
  const server = it.passive ? 'responder' : 'initiator';
  const legs = dataLegs(it);
  if (legs.some(({ ends }) => ends.some(({ type, by }) => type === 'fin' && by === server))) return null;
  const found = legs.map((leg) => unreadOn(leg, server));
  return found.find((one) => one !== null) ?? null;
});

function unreadOn({ syns, synAcks, ends }: Leg, server: End['by']): Unread | null {
  const begun = (server === 'initiator' ? syns : synAcks)[0]?.seq;
  const at = ends.findIndex(({ type, by }) => type === 'fin' && by !== server);
  const end = ends[at];
  if (begun === undefined || end?.ack === undefined || ahead(end.ack, begun) > 1) return null;
  const reset = ends.slice(at).find(({ type, by }) => type === 'rst' && by === server);
  return reset === undefined ? null : { end, reset };
}
