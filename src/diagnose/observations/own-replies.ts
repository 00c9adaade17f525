import { isRefusal } from '../../ftp.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import { before, order } from '../../correlate/model/time.js';
import type { DataFlow, Offer } from '../../correlate/model/timeline.js';
import type { FtpReply } from '../../correlate/model/control-channel.js';
import type { Leg } from '../../correlate/model/leg.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import { tries } from './capture-coverage.js';

/**
 * The replies without the good ones behind a later connection of the session that was served, where this offer's own
 * tries were not: they speak of that connection, whose offer the capture lost.
 */
export function ownReplies(offer: Offer): FtpReply[] {
  const own = [offer.flow, ...offer.furtherFlows].filter((flow) => flow !== null);
  const last = own.flatMap(({ connection: { near } }) => near.syns).at(-1);
  if (last === undefined || !own.every(wasTriedInVain)) return offer.replies;
  const others = offer.control?.offers.filter((one) => one !== offer) ?? [];
  const served = others.flatMap(({ flow }) => {
    const syn = flow?.connection.near.syns[0];
    return flow !== null && syn !== undefined && wasServed(flow) && before(last, syn) ? [syn] : [];
  });
  if (served.length === 0) return offer.replies;
  return offer.replies.filter(
    (said) => isRefusal(said.code) || served.every((syn) => order(said, syn) === 'before'),
  );
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
