import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { staticRangeFor, FITTING_PINHOLE_UNUSED } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

/** The data SYN went to an address of the unit itself, where neither a VIP nor a pinhole took it. */
export const localInDeny: Rule = {
  code: 'LOCAL_IN_DENY',
  stage: 'admission',
  verdict: 'failed',
  grade: 'A',
  title: 'taken for traffic to the unit itself',
  mechanism:
    'The data SYN went to an address that the unit owns. Neither a pinhole nor a VIP took this port from there, so the local-in check dropped it.',
  evidence: '“iprope_in_check() check failed” for the data SYN.',
  neighbours: {
    POLICY_DENY: 'the VIP’s address is not one of an interface',
    VIP_PORT_NOT_FORWARDED: 'the same, seen from the configuration',
  },
  steps: withNames((names) => [FITTING_PINHOLE_UNUSED, staticRangeFor(names)]),
  source: 'Fortinet KB 190119',

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
