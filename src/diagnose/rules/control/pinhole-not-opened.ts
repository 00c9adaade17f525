import { gap } from '../../../correlate/model/time.js';
import type { ControlSession } from '../../../correlate/model/timeline.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { ControlRule } from '../../rule.js';
import { noPinhole } from '../../wording/missing-pinhole.js';
import { deniedTries, sharedWith } from '../../facts/unmatched-flows.js';
import { pinholeNotOpenedCause } from '../shared/pinhole-not-opened.js';

const READ =
  '# The offer tells more: capture the WAD debug as well or, if the FTP is plain, the sniffer at verbosity 6.';

/** Seconds within which a client that was denied at an offer's port, and had asked for another one, dials that. */
const SOON = 15;

/** It may have dialled an older offer than its last: what it wanted then came through the pinhole of that. */
function soonAdmitted({ offers }: ControlSession, denied: Moment): boolean {
  return offers.some(({ flow }) =>
    flow?.connection.near.syns.some((syn) => {
      const since = gap(denied, syn);
      return since !== null && since.least <= SOON && since.most >= 0;
    }),
  );
}

/**
 * No offer of the session can be read, and its client was denied at a high port of the same address: there was an
 * offer, and no pinhole for it. The cause is not provable without the configuration.
 */
export const pinholeNotOpened: ControlRule = {
  ...pinholeNotOpenedCause,
  judge: ({ control, strays, timeline }) => {
    // Where offers can be read, a SYN to an endpoint that none of them named may be somebody else's.
    if (control.offers.some(({ command }) => command !== null)) return null;
    const tried = deniedTries(strays);
    if (tried === null) return null;
    const [first] = tried;
    const { initiator, responder } = first.flow.connection.near;
    const denied = `${initiator} dialled ${responder} and was denied`;
    const shared = sharedWith(first.flow);
    const claim = {
      evidence: [...tried.map(({ drop }) => drop), first.trace, control.connection?.near.traces[0]],
      confidence: 'likely',
    } as const;
    // Somebody reads this session: what is missing for one of its data connections is another matter.
    if (control.offers.length > 0) {
      if (soonAdmitted(control, first.trace)) return null;
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
