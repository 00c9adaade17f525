import type { Rule } from '../../rule.js';
import { farEnd } from '../../facts/dialling.js';
import { isSilent, silenceIs } from '../../facts/silent-far-end.js';
import { isShownBehind } from '../../facts/passed-on.js';
import { SERVER_LISTENER } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

/** The SYN left towards the server, again and again, and nothing came back. */
export const serverNoAnswer: Rule = {
  code: 'SERVER_NO_ANSWER',
  stage: 'serverLeg',
  verdict: 'failed',
  grade: 'A',
  title: 'the server did not answer',
  mechanism:
    'The unit sent the SYN towards the server, again and again, and nothing came back: a firewall on the way or on the server, a listener that is gone, or the wrong target.',
  evidence:
    'Two or more SYNs with the same sequence number on the server’s side, and no SYN-ACK, RST or ICMP.',
  neighbours: {
    SERVER_RST: 'it answered with a reset',
    ICMP_UNREACHABLE: 'somebody on the way answered',
    ARP_UNRESOLVED: 'the SYN never left the unit',
  },
  steps: withNames(() => [SERVER_LISTENER]),
  source: 'RFC 9293; Fortinet KB 189531 (layout of the capture)',

  judge: (it) => {
    const { far } = it;
    if (!it.passive || far === null || (it.flow?.unreachable.length ?? 0) > 0 || !isSilent(it, far))
      return null;
    const { syns } = far;
    const count = `${syns.length} SYN${syns.length === 1 ? '' : 's'} to ${farEnd(it)}`;
    const sent = isShownBehind(it);
    const what = sent
      ? `the unit sent ${count} and nothing came back`
      : `the capture shows ${count} and no answer`;
    return {
      message: `The server never answered: ${what}.`,
      evidence: [...syns.slice(0, 4), it.hit?.moment, it.offer.offered],
      lacks: 'the answer',
      confidence: silenceIs(it, far),
    };
  },
};
