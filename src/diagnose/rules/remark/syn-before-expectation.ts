import { before } from '../../../correlate/model/time.js';
import type { Remark } from '../../remark.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

/** The data SYN came before its pinhole was installed; its retransmission made up for that. */
export const synBeforeExpectation: Remark = {
  code: 'SYN_BEFORE_EXPECTATION',
  stage: 'admission',
  verdict: 'remark',
  grade: 'B',
  title: 'the data SYN was faster than the pinhole',
  mechanism:
    'The first SYN arrived before the expectation was installed and was denied. Its retransmission, one or three seconds later, went through.',
  evidence: 'A denied SYN, then one with the same sequence number and an EXP line.',
  neighbours: {
    EXPECTATION_EXPIRED: 'the SYN came long after the expectation',
    POLICY_DENY: 'the retransmission was denied as well',
  },
  steps: withNames(() => [
    check('Nothing has to change while the second SYN works; it costs each transfer a second or more'),
  ]),
  source: 'Fortinet KB 189531 (order of the lines)',

  judge: (it) => {
    const [early] = it.denied;
    if (early === undefined || !it.opened || it.pinhole !== 'hit') return null;
    const admitted = it.hit?.moment ?? it.far?.opened;
    const numbered = admitted == null || !before(admitted, early.trace);
    if (!numbered) return null;
    return {
      message: `The first SYN of ${dialler(it)} to ${dialledEnd(it)} came before the pinhole was there and was denied; a retransmission hit it.`,
      evidence: [early.drop.moment, early.trace, it.expectation?.opened, it.hit?.moment],
      confidence: 'likely',
    };
  },
};
