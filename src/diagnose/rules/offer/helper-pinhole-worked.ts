import { ackOf, isBroken } from '../../facts/transfer-break.js';
import { isHelped } from '../../observations/inspection.js';
import type { Rule } from '../../rule.js';
import { dialler, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { noSteps } from '../../wording/named-steps.js';

/** Plain FTP: the kernel's session helper read the offer and opened the pinhole. */
export const helperPinholeWorked: Rule = {
  code: 'HELPER_PINHOLE_WORKED',
  stage: 'serverLeg',
  verdict: 'worked',
  grade: 'A',
  title: 'the session helper’s pinhole was used',
  mechanism:
    'Plain FTP: the kernel’s FTP session helper read the offer and opened the pinhole without the proxy. Packets pass through, so that both sides show the same sequence numbers.',
  evidence:
    '“run helper-ftp” on the control session or helper=ftp in the session list, an EXP line, the same SYN sequence number on both sides, no line of the proxy.',
  neighbours: { PINHOLE_WORKED: '“send to application layer” on the control session: the proxy did it' },
  steps: noSteps,
  source: 'Fortinet KB 189938',

  judge: (it) => {
    if (!it.passive || it.pinhole !== 'hit' || !it.opened || isBroken(it)) return null;
    if (it.proxied || !isHelped(it.control)) return null;
    return {
      message: `The FTP session helper opened the pinhole and it worked: ${dialler(it)} dialled ${dialledEnd(it)} for ${offerName(it)}, and the server answered.`,
      evidence: [it.hit?.moment, it.nat?.moment, it.offer.offered, it.syn, ackOf(it)],
    };
  },
};
