import { finalDenial } from '../../facts/final-denial.js';
import { otherVdom } from '../../facts/pinhole-ownership.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { forwardedRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

const ONE_VDOM = change('Control and data routed through one VDOM');

/** An expectation session lives in the VDOM of its control connection. */
export const wrongVdom: Rule = {
  code: 'WRONG_VDOM',
  stage: 'syn',
  verdict: 'failed',
  grade: 'B',
  title: 'the pinhole is in another VDOM',
  mechanism:
    'A pinhole counts only in the VDOM of its control session. The data SYN arrived in another one, where nothing expects it.',
  evidence:
    'The number after vf or vd of the expectation differs from the number in vd-NAME:N of the data SYN.',
  neighbours: { WRONG_INTERFACE: 'the same VDOM, another interface' },
  steps: withNames((names) => [
    ONE_VDOM,
    change('Forward the range in the other VDOM, with a policy for it', forwardedRangeFor(names)),
  ]),
  source: 'Fortinet KB 189531 (fields of the lines)',

  judge: (it) => {
    const denial = it.expectation === null || it.hit !== null ? null : finalDenial(it);
    const vdoms = denial === null ? null : otherVdom(it, denial.trace);
    if (denial === null || vdoms === null) return null;
    return {
      message: `The data connection of ${dialler(it)} arrived in VDOM ${vdoms.data}, but its pinhole is in VDOM ${vdoms.control}, so it was denied.`,
      evidence: [
        denial.drop.moment,
        denial.trace,
        it.expectation?.opened,
        it.control?.connection?.near.traces[0],
      ],
      steps: numbered(
        ONE_VDOM,
        change(`The VIP and the policy, with a static range, also in VDOM ${vdoms.data}`),
      ),
    };
  },
};
