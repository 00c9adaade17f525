import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { staticRangeFor, FITTING_PINHOLE_UNUSED } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check } from '../../wording/steps.js';
import type { RemedyStep } from '../../../remedy.js';

/** The vendor does not explain it, so this lists what may have changed between the control and the data connection. */
function hitAndDenied(policy: string): RemedyStep[] {
  return numbered(
    check(
      'The pinhole took the connection, and a check behind it denied it: see whether the policy was changed meanwhile',
      '# If it was not, this is a case for the support of the vendor, with this report.',
      `show full-configuration firewall policy ${policy}`,
    ),
  );
}

/** The kernel found no policy for the data SYN, although its pinhole existed. */
export const policyDeny: Rule = {
  code: 'POLICY_DENY',
  stage: 'admission',
  verdict: 'failed',
  grade: 'A',
  title: 'no policy let the data connection in',
  mechanism:
    'No expectation took the data SYN, and no policy admits its port, so the forward policy check denied it.',
  evidence: '“Denied by forward policy check (policy 0)”, or another number, for the data SYN.',
  neighbours: {
    LOCAL_IN_DENY: 'iprope_in_check: it was taken for traffic to the unit itself',
    PINHOLE_NOT_OPENED: 'why nothing was expected',
    SYN_BEFORE_EXPECTATION: 'a retransmission went through',
  },
  steps: withNames((names) => [FITTING_PINHOLE_UNUSED, staticRangeFor(names)]),
  source: 'Fortinet KB 190119',

  judge: (it) => {
    const denial = finalDenial(it, 'forward-policy');
    if (denial === null) return null;
    const policy = denial.drop.policy === undefined ? '' : ` (policy ${denial.drop.policy})`;
    const spite = it.hit === null ? 'in spite of' : 'although it had hit';
    const session =
      it.expectation === null ? '' : `, ${spite} the expectation session for ${it.expectation.destination}`;
    return {
      message: `The data connection was denied by the forward policy check${policy}: ${dialler(it)} dialled ${dialledEnd(it)}${session}.`,
      evidence: [
        ...it.denied.map(({ drop }) => drop.moment),
        denial.trace,
        it.hit?.moment,
        it.expectation?.opened,
        it.offer.offered,
      ],
      confidence: it.hit === null ? 'likely' : it.joined,
      ...(it.hit !== null && { steps: hitAndDenied(it.control?.policy ?? '<policy-id>') }),
    };
  },
};
