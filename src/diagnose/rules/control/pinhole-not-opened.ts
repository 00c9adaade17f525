import type { ControlRule } from '../../rule.js';
import { noPinhole } from '../../wording/missing-pinhole.js';
import { pinholeNotOpenedCause } from '../shared/pinhole-not-opened.js';
import { isRefused } from '../../observations/drop-reason.js';
import { blamedTries, sharedWith } from '../../facts/unmatched-flows.js';

const READ =
  '# The offer tells more: capture the WAD debug as well or, if the FTP is plain, the sniffer at verbosity 6.';

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
    const shared = sharedWith(first.flow);
    const claim = {
      evidence: [...tried.map(({ drop }) => drop), first.trace, control.connection?.near.traces[0]],
      confidence: 'likely',
    } as const;
    // Somebody reads this session, so a missing pinhole for one of its data connections has other reasons.
    if (control.offers.length > 0) {
      return {
        ...claim,
        message: `Other data connections of this session came through pinholes, but none took one of them: ${denied}. What was offered for it cannot be read.${shared}`,
        next: [READ],
      };
    }
    return {
      ...claim,
      message: `No offer of this session could be read, and no pinhole took its data connection: ${denied}.${shared}`,
      ...noPinhole(control, timeline),
    };
  },
};
