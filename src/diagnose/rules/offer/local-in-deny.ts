import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';

/** The data SYN went to an address of the unit itself, and neither a VIP nor a pinhole took it from there. */
export const localInDeny: Rule = {
  code: 'LOCAL_IN_DENY',
  stage: 'admission',
  verdict: 'failed',
  judge: (it) => {
    const denial = finalDenial(it, 'iprope-in-check');
    if (denial === null) return null;
    return {
      message: `The data connection was dropped as traffic to the unit itself: ${dialler(it)} dialled ${dialledEnd(it)} and no VIP or pinhole took it${it.expectation === null ? '' : `, although an expectation session for ${it.expectation.destination} was made`}.`,
      evidence: [
        ...it.denied.map(({ drop }) => drop.moment),
        denial.trace,
        it.expectation?.opened,
        it.offer.offered,
      ],
      confidence: 'likely',
    };
  },
};
