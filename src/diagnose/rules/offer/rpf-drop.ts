import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { withNames, entryFor } from '../../wording/named-fixes.js';

/** The route back to the source leaves by another interface than the one the SYN came in by. */
export const rpfDrop: Rule = {
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
    entryFor(
      names,
      'router static',
      '0',
      'set dst <client-network>',
      'set gateway <gateway>',
      'set device "<interface>"',
    ),
    '# Or without the check: spoofed sources are then accepted there.',
    entryFor(names, 'system interface', '"<interface>"', 'set src-check disable'),
  ]),
  source: 'Fortinet KB 190119',

  judge: (it) => {
    const denial = finalDenial(it, 'reverse-path');
    if (denial === null) return null;
    const { trace } = denial;
    const control = it.control?.connection?.near.traces[0];
    const other =
      control?.interface !== undefined && control.interface !== trace.interface
        ? `; the control connection came in by ${control.interface}`
        : '';
    return {
      message: `The reverse path check dropped the data connection: ${dialler(it)} came in by ${trace.interface ?? 'an interface'} and the unit has no route back that way${other}.`,
      evidence: [denial.drop.moment, trace, control, it.expectation?.opened, it.offer.offered],
      confidence: 'proven',
      fix: [
        `# Add a route to the source by ${trace.interface ?? 'that interface'}, or bring both connections in by one interface.`,
        '# Last resort, it ends the check against forged sources on that interface:',
        `config system interface`,
        `    edit "${trace.interface ?? '<interface>'}"`,
        '        set src-check disable',
        '    next',
        'end',
      ],
    };
  },
};
