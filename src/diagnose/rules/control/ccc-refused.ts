import { order } from '../../../correlate/model/time.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { askedBy, commandBefore, endAfter, isReply, saidAfter } from '../../observations/control-dialogue.js';
import { cccRefusedCause } from '../shared/ccc-refused.js';

/** CCC was refused and the client gave up. (A client that goes on in TLS has lost nothing.) */
export const cccRefused: ControlRule = {
  ...cccRefusedCause,
  judge: ({ timeline, control }) => {
    const refused = control.replies.find((reply) => reply.code >= 500 && askedBy(control, reply) === 'CCC');
    if (refused === undefined || control.offers.length > 0) return null;
    const end = endAfter(control, refused);
    // Another source may print earlier lines again, on a clock that does not order them.
    const later = saidAfter(control, refused).filter(
      (said) => said.capture === refused.capture || order(said, refused) === 'after',
    );
    const wentOn = later.some((said) => !isReply(said) && said.command !== 'QUIT');
    if (end === null || wentOn) return null;
    return {
      message: `Going back to plain text (CCC) was refused with reply ${refused.code}, and the client gave up.`,
      evidence: [refused, commandBefore(control, refused), end],
      steps: stepsFor(cccRefusedCause.steps, { control, timeline }),
    };
  },
};
