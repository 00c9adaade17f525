import { before } from '../../../correlate/model/time.js';
import type { Remark } from '../../remark.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';

/** The data SYN overtook the installation of the pinhole; its retransmission made up for it. */
export const synBeforeExpectation: Remark = {
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
