import { REFUSALS } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import { noPinhole } from '../../wording/missing-pinhole.js';
import type { Rule } from '../../rule.js';
import { dialler, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { pinholeNotOpenedCause } from '../shared/pinhole-not-opened.js';

/** An offer was made, nothing shows an expectation for it, and its data SYN was denied. The cause cannot be proved. */
export const pinholeNotOpened: Rule = {
  ...pinholeNotOpenedCause,
  judge: (it) => {
    if (it.expectation !== null || it.hit !== null || it.wadGoesOn !== null || it.wadStops) return null;
    const denial = finalDenial(it, ...REFUSALS);
    if (denial === null) return null;
    return {
      message: `No pinhole took the data connection of ${offerName(it)}: ${dialler(it)} dialled ${dialledEnd(it)} and was denied, and no line shows that one was opened for it.`,
      evidence: [denial.drop.moment, denial.trace, it.offer.offered],
      lacks: 'the pinhole',
      ...noPinhole(it.control, it.timeline, it.offer.endpoint, !it.passive),
    };
  },
};
