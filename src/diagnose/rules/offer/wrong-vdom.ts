import { finalDenial } from '../../facts/final-denial.js';
import { otherVdom } from '../../facts/pinhole-ownership.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';

/** An expectation session lives in the VDOM of its control connection. */
export const wrongVdom: Rule = {
  code: 'WRONG_VDOM',
  stage: 'syn',
  verdict: 'failed',
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
      fix: [
        `# Route the control and the data connection into the same VDOM, or repeat the VIP and the policy with a static range in VDOM ${vdoms.data}.`,
      ],
    };
  },
};
