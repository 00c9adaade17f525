import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-fixes.js';

export const epsvAllCause = {
  code: 'EPSV_ALL',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'EPSV ALL forbids every other offer',
  mechanism: 'After EPSV ALL a server must refuse PASV, PORT and EPRT for the rest of the session.',
  evidence: 'EPSV ALL, and later 4xx or 5xx to PASV, PORT or EPRT.',
  neighbours: { OFFER_REFUSED: 'refused without EPSV ALL before it' },
  fix: withNames(() => ['# In the client: switch EPSV ALL off, or use nothing but EPSV.']),
  source: 'RFC 2428',
} as const satisfies Cause;
