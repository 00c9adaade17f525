import type { Cause } from '../../cause.js';
import { staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { inClient } from '../../wording/steps.js';

export const implicitFtpsUnsupportedCause = {
  code: 'IMPLICIT_FTPS_UNSUPPORTED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'B',
  title: 'implicit FTPS may not be supported',
  mechanism:
    'One vendor note calls implicit FTPS unsupported, while SSL profiles list its port 990. Where the proxy reads no command of it, no pinhole can come of it.',
  evidence: 'TLS from the first byte on port 990, and no offer in the proxy’s lines.',
  neighbours: {
    FTPS_PORT_NOT_MAPPED: 'the port is not in the profile’s list',
    PINHOLE_WORKED: 'offers are read: then this build supports it',
  },
  steps: withNames((names) => [inClient('Explicit FTPS (AUTH TLS on port 21)'), staticRangeFor(names)]),
  source: 'Fortinet KB 224345 (against the profiles of KB 189531)',
} as const satisfies Cause;
