import { ackOf, isBroken } from '../../facts/transfer-break.js';
import type { Rule } from '../../rule.js';
import { dialler, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';

/** Active mode: the server dialled back through the expectation session and the client answered. */
export const activePinholeWorked: Rule = {
  code: 'ACTIVE_PINHOLE_WORKED',
  stage: 'clientLeg',
  verdict: 'worked',
  judge: (it) => {
    if (it.passive || it.pinhole !== 'hit' || !it.opened || isBroken(it)) return null;
    return {
      message: `The pinhole worked in active mode: ${dialler(it)} dialled back to ${dialledEnd(it)} for ${offerName(it)} through the expectation session, and the client answered.`,
      evidence: [it.hit?.moment, it.nat?.moment, it.expectation?.opened, it.offer.offered, it.syn, ackOf(it)],
      confidence: it.hit === null ? 'likely' : it.joined,
    };
  },
};
