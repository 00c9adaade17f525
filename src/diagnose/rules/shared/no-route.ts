import type { Cause } from '../../cause.js';
import { clientRouteFor, withNames } from '../../wording/named-steps.js';
import { change } from '../../wording/steps.js';

export const noRouteCause = {
  code: 'NO_ROUTE',
  stage: 'admission',
  verdict: 'failed',
  grade: 'A',
  title: 'no route to the other side',
  mechanism:
    'The unit knows no way to the target of the data connection. In active mode that is the client: up to 7.0 the pinhole borrowed the next hop of its control session, since 7.2 it needs a route of its own.',
  evidence: 'The server’s SYN comes in, no “find a route” follows, and nothing goes out.',
  neighbours: { RPF_DROP: 'the route is missing in the other direction' },
  steps: withNames((names) => [
    change(
      'A route to the client’s network',
      '# Other traffic to this network takes the route too.',
      clientRouteFor(names),
    ),
  ]),
  source: 'Fortinet tip on active mode (copy at pupuweb.com)',
} as const satisfies Cause;
