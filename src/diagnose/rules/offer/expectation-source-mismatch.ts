import { addressOf } from '../../../net.js';
import { finalDenial } from '../../facts/final-denial.js';
import { isOtherSource } from '../../facts/pinhole-ownership.js';
import type { Rule } from '../../rule.js';

/** The tuple admits one source address; the data SYN came from another (dual WAN, CGNAT pool, proxy farm). */
export const expectationSourceMismatch: Rule = {
  code: 'EXPECTATION_SOURCE_MISMATCH',
  stage: 'syn',
  verdict: 'failed',
  judge: (it) => {
    if (it.expectation === null || it.hit !== null || !isOtherSource(it)) return null;
    const denial = finalDenial(it);
    if (denial === null) return null;
    const came = addressOf(denial.trace.src);
    const allowed = addressOf(it.expectation.source);
    return {
      message: `The data connection came from ${came}, but the pinhole admits ${allowed} alone, the address of the control connection; it was denied.`,
      evidence: [denial.drop.moment, denial.trace, it.expectation.opened, it.offer.offered],
      confidence: 'likely',
      fix: [
        '# Let both connections of the client come from one address: a sticky NAT pool or one way out on its side.',
      ],
    };
  },
};
