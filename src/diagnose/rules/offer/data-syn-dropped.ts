import { meaningOfDrop } from '../../../catalogue/flow-verdict.js';
import { reasonsOf } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import { dialledEnd } from '../../facts/dialling.js';
import { dataSynDroppedCause } from '../shared/data-syn-dropped.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';

/** The kernel dropped the data SYN for a reason that neither a pinhole nor a policy would change. */
export const dataSynDropped: Rule = {
  ...dataSynDroppedCause,
  judge: (it) => {
    const denial = finalDenial(it, ...reasonsOf('DATA_SYN_DROPPED'));
    if (denial === null) return null;
    return {
      message: `The unit dropped the data connection: ${dialler(it)} dialled ${dialledEnd(it)}. ${meaningOfDrop(denial.drop)}`,
      evidence: [
        denial.drop.moment,
        denial.trace,
        it.hit?.moment,
        it.allowed?.moment,
        it.expectation?.opened,
        it.offer.offered,
      ],
      confidence: 'proven',
    };
  },
};
