import { ackOf, isBroken } from '../../facts/transfer-break.js';
import type { Rule } from '../../rule.js';
import { dialler, farName, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { noSteps } from '../../wording/named-steps.js';

/** A VIP or policy let the data connection in by itself: no pinhole was needed, so a broken one would not show. */
export const staticForwardUsed: Rule = {
  code: 'STATIC_FORWARD_USED',
  stage: 'serverLeg',
  verdict: 'worked',
  grade: 'B',
  title: 'a VIP or policy let it in, not a pinhole',
  mechanism:
    'A VIP and a policy cover the passive ports for good, so no pinhole was needed. The same rule would hide a pinhole that is broken.',
  evidence: 'The data SYN shows “VIP-…” and “Allowed by Policy-N”, and no EXP line; then the server answers.',
  neighbours: { PINHOLE_WORKED: 'an EXP line for the data SYN' },
  steps: noSteps,
  source: 'Fortinet KB 189531 (later text); ProFTPD NAT howto',

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
