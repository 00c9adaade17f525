import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { inClient } from '../../wording/steps.js';

export const epsvAllCause = {
  code: 'EPSV_ALL',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'EPSV ALL forbids every other offer',
  mechanism: 'After EPSV ALL a server must refuse PASV, PORT and EPRT for the rest of the session.',
  evidence: 'EPSV ALL, and later 4xx or 5xx to PASV, PORT or EPRT.',
  neighbours: { OFFER_REFUSED: 'refused without EPSV ALL before it' },
  steps: withNames(() => [inClient('EPSV ALL off'), inClient('Nothing but EPSV')]),
  source: 'RFC 2428',
} as const satisfies Cause;
