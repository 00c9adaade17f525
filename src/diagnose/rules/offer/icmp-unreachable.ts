import type { Rule } from '../../rule.js';
import { addressOf } from '../../../net.js';
import { reportedUnreachable } from '../../facts/reported-unreachable.js';
import { farEnd } from '../../facts/dialling.js';
import { icmpOf } from '../../../catalogue/host-commands.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check } from '../../wording/steps.js';

/** A device on the way answered the SYN with an ICMP error. */
export const icmpUnreachable: Rule = {
  code: 'ICMP_UNREACHABLE',
  stage: 'serverLeg',
  verdict: 'failed',
  grade: 'A',
  title: 'a device on the way says unreachable',
  mechanism:
    'A router, a firewall or the server itself answered with ICMP. Its code tells the reason: 1 host, 3 port, 4 packet too big, 13 forbidden.',
  evidence:
    'ICMP unreachable that names the data endpoint. A filter on hosts may miss it, as it comes from a third address.',
  neighbours: {
    SERVER_NO_ANSWER: 'no ICMP in a capture that admits it',
    MTU_BLACKHOLE: 'code 4, after the connection opened',
  },
  steps: withNames(({ server }) => [
    check(
      'Find the device that sent it: its address is the source of the ICMP packet',
      `diagnose sniffer packet any '${icmpOf(server)}' 4 0 l`,
    ),
  ]),
  source: 'Fortinet KB 369498',

  judge: (it) => {
    const error = reportedUnreachable(it);
    if (error === null) return null;
    return {
      message: `${addressOf(error.reporter)} reported that ${farEnd(it)} cannot be reached (${error.text}).`,
      evidence: [error, it.far?.syns[0], it.hit?.moment, it.offer.offered],
      steps: numbered(
        check(
          `Look at ${addressOf(error.reporter)} first, which sent the error`,
          '# "port": nothing listens there. "admin prohibited": a filter. "host", "net": routing.',
        ),
      ),
    };
  },
};
