import { before } from '../correlate/order.js';
import { messageOf } from '../correlate/prints.js';
import type { OfferCase } from './case.js';
import type { Claim } from './rule.js';
import { dialledEnd, dialler } from './say.js';

export interface Remark {
  readonly code: string;
  readonly judge: (it: OfferCase) => Claim | null;
}

/** The data SYN overtook the installation of the pinhole; its retransmission made up for it. */
const synBeforeExpectation: Remark = {
  code: 'SYN_BEFORE_EXPECTATION',
  judge: (it) => {
    const [early] = it.denied;
    if (early === undefined || !it.opened || it.pinhole !== 'hit') return null;
    const admitted = it.hit?.moment ?? it.far?.opened;
    const inOrder = admitted == null || !before(admitted, early.trace);
    if (!inOrder) return null;
    return {
      message: `The first SYN of ${dialler(it)} to ${dialledEnd(it)} came before the pinhole was there and was denied; a retransmission hit it.`,
      evidence: [early.drop.moment, early.trace, it.expectation?.opened, it.hit?.moment],
      confidence: 'likely',
    };
  },
};

/** A second connection to the same offer: a pinhole is used once. */
const expectationUsedTwice: Remark = {
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

export const remarks: readonly Remark[] = [synBeforeExpectation, expectationUsedTwice];
