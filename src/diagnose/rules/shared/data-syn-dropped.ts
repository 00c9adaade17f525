import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

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
  steps: withNames(({ server }) => [
    check(
      'Where the line names a tunnel: see whether it is up and covers these addresses',
      'diagnose vpn tunnel list',
    ),
    check('Where it names a shaper: see its bandwidth', 'diagnose firewall shaper traffic-shaper list'),
    check(
      'Where it names a blocked session: see its state; a change of route, policy or both blocks sessions',
      `diagnose sys session filter dst ${server}`,
      'diagnose sys session list',
    ),
  ]),
  source: 'Fortinet KB 190119',
} as const satisfies Cause;
