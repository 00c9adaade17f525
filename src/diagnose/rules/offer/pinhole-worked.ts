import { ackOf, isBroken } from '../../facts/transfer-break.js';
import { isHelped } from '../../observations/inspection.js';
import type { Rule } from '../../rule.js';
import { dialler, farName, offerName } from '../../wording/sentences.js';
import { farEnd, dialledEnd } from '../../facts/dialling.js';

/** The data SYN hit the expectation session, was translated, and the far end answered. */
export const pinholeWorked: Rule = {
  code: 'PINHOLE_WORKED',
  stage: 'serverLeg',
  verdict: 'worked',
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
