import { isRefusal } from '../../ftp.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import { before, order } from '../../correlate/model/time.js';
import type { DataFlow, Offer } from '../../correlate/model/timeline.js';
import type { FtpReply } from '../../correlate/model/control-channel.js';
import type { Leg, Sighting } from '../../correlate/model/leg.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import { tries } from './capture-coverage.js';

/**
 * The replies of an offer without those that speak of another connection, whose offer the capture lost: good ones where
 * its own tries were in vain and a later connection of the session was served, and a 425 the other way about.
 */
export function ownReplies(offer: Offer, strays: readonly DataFlow[]): FtpReply[] {
  const own = [offer.flow, ...offer.furtherFlows].filter((flow) => flow !== null);
  const syns = own.flatMap(({ connection: { near } }) => near.syns);
  const [first, last] = [syns[0], syns.at(-1)];
  if (first === undefined || last === undefined) return offer.replies;
  const rest = offer.control?.offers.filter((one) => one !== offer) ?? [];
  if (own.some(wasServed)) {
    // An offer that only a list of expectations shows owns no replies: those of its transfer stand at the one before.
    const unread = rest.flatMap(({ offered, flow }) => (offered === null && flow !== null ? [flow] : []));
    const inVain = begunBehind(first, [...strays, ...unread], (flow) => !wasServed(flow));
    const isOthers = (said: FtpReply): boolean =>
      said.code === 425 && inVain.some((syn) => before(syn, said));
    return inVain.length === 0 ? offer.replies : offer.replies.filter((said) => !isOthers(said));
  }
  if (!own.every(wasTriedInVain)) return offer.replies;
  const others = rest.flatMap(({ flow }) => flow ?? []);
  const served = begunBehind(last, others, wasServed);
  const isEarlier = (said: FtpReply): boolean => served.every((syn) => order(said, syn) === 'before');
  return offer.replies.filter((said) => isRefusal(said.code) || isEarlier(said));
}

function begunBehind(
  syn: Sighting,
  flows: readonly DataFlow[],
  counts: (flow: DataFlow) => boolean,
): Sighting[] {
  return flows.flatMap((flow) => {
    const first = flow.connection.near.syns[0];
    return first !== undefined && before(syn, first) && counts(flow) ? [first] : [];
  });
}

/** Tried again and again, and neither let in nor answered. */
export function wasTriedInVain(flow: DataFlow): boolean {
  return tries(flow.connection.near.syns) > 1 && !wasServed(flow);
}

function wasServed({ connection }: DataFlow): boolean {
  const isServed = ({ synAcks, responderData, traces }: Leg): boolean =>
    synAcks.length > 0 ||
    responderData.length > 0 ||
    traces.some(
      (trace) =>
        messageOf(trace, 'drop') === undefined &&
        (messageOf(trace, 'expectation-match') ?? messageOf(trace, 'policy-allow')) !== undefined,
    );
  return legsOf(connection).some(isServed);
}
