import { portOf } from '../../../net.js';
import { REFUSALS } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, change, onServer } from '../../wording/steps.js';

const FROM_20 = onServer(
  'vsftpd: dial from port 20',
  '# It then needs the right to bind a low port.',
  'connect_from_port_20=YES',
);
const NO_CONDITION = change('Drop the condition on the source port from the service of the policy');

const DATA_PORTS: ReadonlySet<number> = new Set([20, 989]);

/** A device or policy insists on source port 20 (989 with TLS), and the server dials from another. */
export const activeSourcePort: Rule = {
  code: 'ACTIVE_SOURCE_PORT',
  stage: 'admission',
  verdict: 'failed',
  grade: 'B',
  title: 'something insists on source port 20',
  mechanism:
    'A rule admits the server’s connection only from port 20 or 989, and this server dials from a high port.',
  evidence: 'A denied SYN of the server from a high port, while others from port 20 pass.',
  neighbours: { POLICY_DENY: 'the source port plays no part' },
  steps: withNames(() => [FROM_20, NO_CONDITION]),
  source: 'RFC 959; vsftpd',

  judge: (it) => {
    if (it.passive || it.hit !== null || it.expectation === null) return null;
    const denial = finalDenial(it, ...REFUSALS);
    const wanted = portOf(it.expectation.source);
    if (denial === null) return null;
    const used = portOf(denial.trace.src);
    if (used === null || DATA_PORTS.has(used) || (wanted !== null && !DATA_PORTS.has(wanted))) return null;
    return {
      message: `The server dialled from port ${used}, but the pinhole admits port ${wanted ?? 20} alone; the connection was denied.`,
      evidence: [denial.drop.moment, denial.trace, it.expectation.opened, it.offer.offered],
      confidence: 'likely',
      steps: numbered(FROM_20, NO_CONDITION),
    };
  },
};
