import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { Remark } from '../../remark.js';
import { dialledEnd } from '../../facts/dialling.js';
import { withNames } from '../../wording/named-steps.js';
import { inClient } from '../../wording/steps.js';

/** A second connection to the same offer: a pinhole works only once. */
export const expectationUsedTwice: Remark = {
  code: 'EXPECTATION_USED_TWICE',
  stage: 'admission',
  verdict: 'failed',
  grade: 'B',
  title: 'two connections on one offer',
  mechanism:
    'The client opened a second data connection to an offer that was already used, as download accelerators do.',
  evidence: 'A second SYN to the same endpoint from another source port, and denied.',
  neighbours: {
    EXPECTATION_TAKEN_BY_OTHER: 'the first connection was of somebody else',
    SYN_BEFORE_EXPECTATION: 'the same source port and sequence number: a retransmission',
  },
  steps: withNames(() => [inClient('One PASV, or EPSV, for each connection; no segmented download')]),
  source: 'RFC 959',

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
