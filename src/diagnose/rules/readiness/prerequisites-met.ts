import type { Cause } from '../../cause.js';
import { CAPTURE_EVERYTHING } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

/** Every check of a VIP and its policy is met. */
export const PREREQUISITES_MET: Cause = {
  code: 'PREREQUISITES_MET',
  stage: 'expectation',
  verdict: 'inconclusive',
  grade: 'A',
  title: 'the configuration has what explicit FTPS needs',
  mechanism:
    'No session was captured, and the configuration meets every known condition: a VIP for the control port, a policy that admits it, proxy mode, FTPS deep inspection and protocol options that read FTP on this port.',
  evidence: 'The lines of the VIP, of the policy and of its profiles.',
  neighbours: {
    INSUFFICIENT_EVIDENCE: 'a part of the configuration is not shown',
    PINHOLE_WORKED: 'a capture shows that it works',
  },
  steps: withNames(() => [CAPTURE_EVERYTHING]),
  source: 'Fortinet KB 189531, 257070',
};
