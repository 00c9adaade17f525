import { addressOf } from '../../../net.js';
import { finalDenial } from '../../facts/final-denial.js';
import { isOtherSource } from '../../facts/pinhole-ownership.js';
import type { Rule } from '../../rule.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, inClient } from '../../wording/steps.js';

const ONE_ADDRESS = inClient(
  'One address for control and data on its side: an SD-WAN rule, a sticky NAT pool',
);

/** The tuple admits one source address; the data SYN came from another (dual WAN, CGNAT pool, proxy farm). */
export const expectationSourceMismatch: Rule = {
  code: 'EXPECTATION_SOURCE_MISMATCH',
  stage: 'syn',
  verdict: 'failed',
  grade: 'A',
  title: 'the data connection came from another address',
  mechanism:
    'A pinhole admits one source address: that of the control session. The client left through another line, a pool of addresses or another proxy, and was not let in.',
  evidence: 'A SYN to the expected endpoint from another source than the expectation names, and no EXP line.',
  neighbours: {
    VIP_SRC_FILTER_EXCLUDES: 'the same at a VIP with a source filter',
    SERVER_PEER_CHECK: 'the unit let it in and the server minded',
  },
  steps: withNames(() => [ONE_ADDRESS]),
  source: 'Fortinet KB 189531 (the tuple names one source); vsftpd',

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
      steps: numbered(ONE_ADDRESS),
    };
  },
};
