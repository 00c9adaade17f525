import type { Cause } from '../../cause.js';
import { clientRouteFor, entryFor, withNames } from '../../wording/named-fixes.js';

export const rpfDropCause = {
  code: 'RPF_DROP',
  stage: 'admission',
  verdict: 'failed',
  grade: 'A',
  title: 'the source does not belong to this interface',
  mechanism:
    'By the routing table the client’s address is not reachable through the interface it came in by, so the SYN counts as spoofed.',
  evidence: '“reverse path check fail, drop”.',
  neighbours: { ASYMMETRIC_ROUTE: 'the SYN went through, and the answer takes another way' },
  fix: withNames((names) => [
    '# Least change: a route to the client through that interface (a higher priority number keeps it in reserve).',
    clientRouteFor(names),
    '# Or without the check: spoofed sources are then accepted there.',
    entryFor(names, 'system interface', '"<interface>"', 'set src-check disable'),
  ]),
  source: 'Fortinet KB 190119',
} as const satisfies Cause;
