import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-fixes.js';

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
  fix: withNames(() => [
    '# Cable, VLAN, address or mask of that segment. What the unit knows:',
    'get system arp',
  ]),
  source: 'sniffer output',
} as const satisfies Cause;
