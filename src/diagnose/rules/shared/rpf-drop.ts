import type { Cause } from '../../cause.js';
import { clientRouteFor, entryFor, withNames } from '../../wording/named-steps.js';
import { change } from '../../wording/steps.js';

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
  steps: withNames((names) => [
    change(
      'A route to the client through that interface',
      '# With a higher priority number it stays in reserve.',
      clientRouteFor(names),
    ),
    change(
      'The last resort: no check of sources on that interface',
      '# Spoofed sources are then accepted there.',
      entryFor(names, 'system interface', '"<interface>"', 'set src-check disable'),
    ),
  ]),
  source: 'Fortinet KB 190119',
} as const satisfies Cause;
