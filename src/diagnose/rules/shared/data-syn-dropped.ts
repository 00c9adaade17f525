import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-fixes.js';

export const dataSynDroppedCause = {
  code: 'DATA_SYN_DROPPED',
  stage: 'admission',
  verdict: 'failed',
  grade: 'A',
  title: 'the unit drops the data SYN for a reason of its own',
  mechanism:
    'Neither a pinhole nor a policy is missing: the tunnel that the packet belongs into is down or does not cover its addresses, its numbers count as a replay, a shaper has no bandwidth left, endpoint control keeps the host out, or the session is blocked after a change of route or policy.',
  evidence:
    'Its line: “SA is not ready yet, drop”, “No matching IPsec selector, drop”, “replay packet, drop”, “exceeded shaper limit, drop”, “Denied by end point ip filter check”, “Session is in BLOCK state”, or another that says so.',
  neighbours: {
    POLICY_DENY: 'no policy and no pinhole took it',
    LOCAL_IN_DENY: 'it was for an address of the unit itself',
    RPF_DROP: 'the source does not belong to the interface',
    NO_ROUTE: 'the unit knows no way to its destination',
  },
  fix: withNames(({ server }) => [
    '# The dropping line says what to look at. A tunnel that is down or does not cover these addresses:',
    'diagnose vpn tunnel list',
    '# A shaper without bandwidth:',
    'diagnose firewall shaper traffic-shaper list',
    '# A session that was blocked when a route or policy changed, and its state:',
    `diagnose sys session filter dst ${server}`,
    'diagnose sys session list',
  ]),
  source: 'Fortinet KB 190119',
} as const satisfies Cause;
