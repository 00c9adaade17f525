import type { ControlRule } from '../../rule.js';
import { noPinhole } from '../../wording/missing-pinhole.js';
import { pinholeNotOpenedCause } from '../shared/pinhole-not-opened.js';
import { isRefused } from '../../observations/drop-reason.js';
import { blamedTries } from '../../facts/unmatched-flows.js';

/**
 * No offer of the session can be read, and its client was denied at a high port of the same server: so there was an
 * offer, and no pinhole for it. Without the configuration the cause cannot be proved.
 */
export const pinholeNotOpened: ControlRule = {
  ...pinholeNotOpenedCause,
  judge: (it) => {
    const { control, timeline } = it;
    const tried = blamedTries(it, isRefused);
    if (tried === null) return null;
    const [first] = tried;
    const { initiator, responder } = first.flow.connection.near;
    const denied = `${initiator} dialled ${responder} and was denied`;
    return {
      message: `No offer of this session could be read, and no pinhole took its data connection: ${denied}.`,
      evidence: [...tried.map(({ drop }) => drop), first.trace, control.connection?.near.traces[0]],
      confidence: 'likely',
      ...noPinhole(control, timeline),
    };
  },
};
