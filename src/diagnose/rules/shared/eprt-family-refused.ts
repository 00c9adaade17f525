import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { inClient } from '../../wording/steps.js';

export const eprtFamilyRefusedCause = {
  code: 'EPRT_FAMILY_REFUSED',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'the server does not dial this address family',
  mechanism: 'The server answered EPRT with 522 and the families that it would take.',
  evidence: 'Reply 522 with a list such as (1) or (1,2).',
  neighbours: {
    TLS_SESSION_REUSE_REQUIRED: '522 in answer to a transfer command speaks of TLS',
    NAT64_FAMILY_MISMATCH: 'client and server are of different families',
  },
  steps: withNames(() => [
    inClient('Passive mode (EPSV)'),
    inClient('EPRT with the address family that the reply names'),
  ]),
  source: 'RFC 2428',
} as const satisfies Cause;
