import { ackOf, isBroken } from '../../facts/transfer-break.js';
import { isHelped } from '../../observations/inspection.js';
import type { Rule } from '../../rule.js';
import { dialler, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';

/** Plain FTP: the kernel's session helper read the offer and opened the pinhole. */
export const helperPinholeWorked: Rule = {
  code: 'HELPER_PINHOLE_WORKED',
  stage: 'serverLeg',
  verdict: 'worked',
  judge: (it) => {
    if (!it.passive || it.pinhole !== 'hit' || !it.opened || isBroken(it)) return null;
    if (it.proxied || !isHelped(it.control)) return null;
    return {
      message: `The FTP session helper opened the pinhole and it worked: ${dialler(it)} dialled ${dialledEnd(it)} for ${offerName(it)}, and the server answered.`,
      evidence: [it.hit?.moment, it.nat?.moment, it.offer.offered, it.syn, ackOf(it)],
    };
  },
};
