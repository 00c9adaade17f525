import { REFUSALS } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import { tracesForth } from '../../../correlate/model/vdom-chain.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

const ONE_LINK = change(
  'One way in for both connections: an SD-WAN rule, a policy route, one published address',
);

/** The data SYN came in by another interface than the same host's control connection (SD-WAN, two links). */
export const wrongInterface: Rule = {
  code: 'WRONG_INTERFACE',
  stage: 'admission',
  verdict: 'failed',
  grade: 'B',
  title: 'the data connection came by another interface',
  mechanism:
    'Control and data entered through different interfaces, for example two provider lines, and the rules of the second one do not fit.',
  evidence: 'The interfaces of the two SYNs differ.',
  neighbours: {
    WRONG_VDOM: 'the interface belongs to another VDOM',
    EXPECTATION_SOURCE_MISMATCH: 'the source address differs as well',
  },
  steps: withNames(() => [ONE_LINK]),
  source: 'follows from the lines themselves',

  judge: (it) => {
    if (!it.passive || it.hit !== null || it.expectation === null) return null;
    const denial = finalDenial(it, ...REFUSALS);
    const control = it.control?.connection?.near.traces[0];
    // In a chain of VDOMs the inner ones let it in at links: what counts is where it entered the unit.
    const [entered] = it.flow === null ? [] : tracesForth(it.flow.connection);
    if (denial === null || entered?.interface === undefined || control?.interface === undefined) return null;
    if (entered.interface === control.interface) return null;
    return {
      message: `The data connection of ${dialler(it)} came in by ${entered.interface} and was denied; its control connection, for which the pinhole was opened, came in by ${control.interface}.`,
      evidence: [denial.drop.moment, denial.trace, control, it.expectation.opened],
      confidence: 'likely',
      steps: numbered(ONE_LINK),
    };
  },
};
