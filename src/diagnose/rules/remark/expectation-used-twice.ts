import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { Remark } from '../../remark.js';
import { dialledEnd } from '../../facts/dialling.js';

/** A second connection to the same offer: a pinhole is used once. */
export const expectationUsedTwice: Remark = {
  code: 'EXPECTATION_USED_TWICE',
  judge: (it) => {
    const others = [it.offer.flow, ...it.offer.furtherFlows].filter(
      (flow) => flow !== null && flow !== it.flow,
    );
    const denied = others
      .flatMap((flow) => flow?.connection.near.traces ?? [])
      .find((trace) => messageOf(trace, 'drop') !== undefined);
    if (denied === undefined || !it.opened || it.flow === null) return null;
    return {
      message: `A second connection to ${dialledEnd(it)} was denied: an offer is good for one data connection (segmented download?).`,
      evidence: [denied, messageOf(denied, 'drop')?.moment, it.syn],
    };
  },
};
