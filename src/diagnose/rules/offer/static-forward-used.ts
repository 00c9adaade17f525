import { ackOf, isBroken } from '../../facts/transfer-break.js';
import type { Rule } from '../../rule.js';
import { dialler, farName, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';

/** A VIP or policy admitted the data connection by itself: no pinhole was needed, and a broken one would not show. */
export const staticForwardUsed: Rule = {
  code: 'STATIC_FORWARD_USED',
  stage: 'serverLeg',
  verdict: 'worked',
  judge: (it) => {
    if (it.hit !== null || it.allowed === null || it.pinhole === 'hit' || !it.opened || isBroken(it))
      return null;
    const by =
      it.vip === null
        ? `policy ${it.allowed.policy}`
        : `the VIP to ${it.vip.mapped} and policy ${it.allowed.policy}`;
    return {
      message: `The data connection worked without a pinhole: ${dialler(it)} dialled ${dialledEnd(it)} for ${offerName(it)}, ${by} let it in, and ${farName(it)} answered.`,
      evidence: [it.allowed.moment, it.vip?.moment, it.nat?.moment, it.offer.offered, it.syn, ackOf(it)],
    };
  },
};
