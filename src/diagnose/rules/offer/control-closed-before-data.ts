import { finalDenial } from '../../facts/final-denial.js';
import { controlEnd } from '../../facts/pinhole-ownership.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, inClient } from '../../wording/steps.js';

const STAY = inClient('Keep the control connection open until the transfer is complete (226)');

/** The control session ended, and its pinhole with it. */
export const controlClosedBeforeData: Rule = {
  code: 'CONTROL_CLOSED_BEFORE_DATA',
  stage: 'syn',
  verdict: 'failed',
  grade: 'B',
  title: 'the control session ended first',
  mechanism:
    'A pinhole ends with its control session. That one was closed or reset before the data connection came.',
  evidence: 'FIN, RST or the timeout of the control session before the data SYN.',
  neighbours: {
    EXPECTATION_EXPIRED: 'the control session was still there',
    REPLY_421: 'the server closed it and said so',
  },
  steps: withNames(() => [STAY]),
  source: 'Fortinet KB 223190',

  judge: (it) => {
    if (it.hit !== null) return null;
    const denial = finalDenial(it);
    const end = denial === null ? null : controlEnd(it);
    if (denial === null || end === null) return null;
    return {
      message: `The control connection had ended when ${dialler(it)} dialled ${dialledEnd(it)}; its pinhole was gone and the data connection was denied.`,
      evidence: [denial.drop.moment, end, denial.trace, it.expectation?.opened, it.offer.offered],
      confidence: 'likely',
      steps: numbered(STAY),
    };
  },
};
