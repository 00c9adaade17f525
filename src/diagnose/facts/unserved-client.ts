import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { End, Leg } from '../../correlate/model/leg.js';
import type { FtpReply } from '../../correlate/model/control-channel.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isBegunUnseen } from './begun-unseen.js';
import { hasSentBytes } from '../observations/sent-bytes.js';
import { onceOf } from '../observations/memoize.js';
import { linksOf } from '../observations/vdom-links.js';

/** A client whom the proxy accepted and did not connect to the server. */
interface Unserved {
  readonly refused: FtpReply | undefined;
  /** The unit closed or reset the connection without a byte: it had no server to connect the client to. */
  readonly given: End | undefined;
}

export const unservedClient = onceOf((it: OfferCase): Unserved | null => {
  const leg = it.near?.leg;
  if (!it.passive || !it.proxied || it.opened || leg == null || it.near?.state !== 'open') return null;
  const { closing } = it.replies;
  // What broke with 426 had been open, and 550 is about the file.
  if (isServed(it, leg) || (closing !== null && closing.code !== 425)) return null;
  const [first] = leg.ends;
  const given = first !== undefined && isGivenUp(leg, first) ? first : undefined;
  return { refused: closing ?? undefined, given };
});

/** The connection to the server is shown, or what came of it: if the client got data, it came from the server. */
function isServed(it: OfferCase, leg: Leg): boolean {
  return it.far?.leg != null || isBegunUnseen(it) || hasSentBytes(leg, 'responder') || isReached(it);
}

/**
 * The unit ended it first. A capture that begins in the middle of the connection may lack its bytes, and so may one that
 * lost the SYN-ACK, from whose number the bytes are counted.
 */
function isGivenUp({ syns, synAcks }: Leg, { by, capture, seq }: End): boolean {
  if (by !== 'responder' || (seq !== undefined && synAcks.length === 0)) return false;
  return [...syns, ...synAcks].some((one) => one.capture === capture);
}

/**
 * True if a packet of the server comes in. Without translation it bears the endpoints of the client's side, and a
 * capture that lost the SYN to the server does not tell the two sides apart.
 */
function isReached({ flow }: OfferCase): boolean {
  if (flow === null) return false;
  const { near } = flow.connection;
  const links = linksOf(legsOf(flow.connection));
  const answers = [...near.synAcks, ...near.ends.filter(({ by }) => by === 'responder')];
  return answers.some(
    ({ direction, interface: name }) => direction === 'in' && name !== undefined && !links.has(name),
  );
}
