import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

export const arpUnresolvedCause = {
  code: 'ARP_UNRESOLVED',
  stage: 'serverLeg',
  verdict: 'failed',
  grade: 'B',
  title: 'the next hop does not answer ARP',
  mechanism:
    'The unit asks for the hardware address of the server or its gateway and gets none, so the SYN never leaves.',
  evidence: '“arp who-has … tell …” out, repeated, without a reply, and no SYN out.',
  neighbours: { SERVER_NO_ANSWER: 'the SYN did leave' },
  steps: withNames(() => [
    check('See cable, VLAN, address and mask of that segment, and what the unit knows', 'get system arp'),
  ]),
  source: 'sniffer output',
} as const satisfies Cause;
