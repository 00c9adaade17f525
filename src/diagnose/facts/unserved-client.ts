import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { End } from '../../correlate/model/leg.js';
import type { FtpReply } from '../../correlate/model/control-channel.js';
import type { OfferCase } from '../cases/offer-case.js';
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
  if (it.far?.leg != null) return null;
  const { closing } = it.replies;
  // If the client got data, it came from the server. What broke with 426 had been open, and 550 is about the file.
  if (hasSentBytes(leg, 'responder') || isReached(it) || (closing !== null && closing.code !== 425))
    return null;
  const begins = [...leg.syns, ...leg.synAcks];
  const given = leg.ends.find(
    // A capture that begins in the middle of the connection may lack its bytes.
    ({ by, capture }, at) => at === 0 && by === 'responder' && begins.some((one) => one.capture === capture),
  );
  return { refused: closing ?? undefined, given };
});

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
