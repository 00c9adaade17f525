import type { Rule } from '../../rule.js';
import { addressOf } from '../../../net.js';
import { farEnd } from '../../facts/dialling.js';

/** A device on the way answered the SYN with an ICMP error. */
export const icmpUnreachable: Rule = {
  code: 'ICMP_UNREACHABLE',
  stage: 'serverLeg',
  verdict: 'failed',
  judge: (it) => {
    const [error] = it.flow?.unreachable ?? [];
    if (error?.target == null || it.opened) return null;
    return {
      message: `${addressOf(error.reporter)} reported that ${farEnd(it)} cannot be reached (${error.text}).`,
      evidence: [error, it.far?.syns[0], it.hit?.moment, it.offer.offered],
      fix: [
        '# "port": nothing listens there; "admin prohibited": a filter on that device; "host" or "net": routing.',
        `# Look at ${addressOf(error.reporter)} first: it sent the error.`,
      ],
    };
  },
};
