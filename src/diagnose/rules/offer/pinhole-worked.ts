import { ackOf, isBroken } from '../../facts/transfer-break.js';
import { isHelped } from '../../observations/inspection.js';
import type { Rule } from '../../rule.js';
import { dialler, farName, offerName } from '../../wording/sentences.js';
import { farEnd, dialledEnd } from '../../facts/dialling.js';
import { noSteps } from '../../wording/named-steps.js';

/** The data SYN hit the expectation session, was translated, and the far end answered. */
export const pinholeWorked: Rule = {
  code: 'PINHOLE_WORKED',
  stage: 'serverLeg',
  verdict: 'worked',
  grade: 'A',
  title: 'the pinhole opened and was used',
  mechanism:
    'The unit read the offer in the control channel, made an expectation session (the pinhole) for it, the client’s SYN matched that session, was translated to the server, and the server answered.',
  evidence:
    'The offer; “Find an EXP session, id-…” with the id of the control session, or a data SYN that fits the tuple and a listed expectation; a SYN-ACK from the server on the server’s side.',
  neighbours: {
    PROXY_SERVER_LEG_FAILED:
      'only the client’s side opened: the proxy answers before it has asked the server',
    STATIC_FORWARD_USED: 'the data SYN shows a VIP and “Allowed by Policy”, and no EXP line',
    HELPER_PINHOLE_WORKED: 'plain FTP read by the kernel’s session helper, without the proxy',
  },
  steps: noSteps,
  source: 'Fortinet KB 189531',

  judge: (it) => {
    if (!it.passive || it.pinhole !== 'hit' || !it.opened || isBroken(it)) return null;
    if (!it.proxied && isHelped(it.control)) return null;
    const mapped = farEnd(it) === dialledEnd(it) ? '' : ` and was translated to ${farEnd(it)}`;
    return {
      message: `The pinhole worked: ${dialler(it)} dialled ${dialledEnd(it)} for ${offerName(it)}, hit the expectation session${mapped}, and ${farName(it)} answered.`,
      evidence: [it.hit?.moment, it.nat?.moment, it.expectation?.opened, it.offer.offered, it.syn, ackOf(it)],
      confidence: it.hit === null ? 'likely' : it.joined,
    };
  },
};
