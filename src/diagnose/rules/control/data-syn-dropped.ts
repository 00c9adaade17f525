import { meaningOfDrop } from '../../../catalogue/flow-verdict.js';
import { dataSynDroppedCause } from '../shared/data-syn-dropped.js';
import { noRouteCause } from '../shared/no-route.js';
import { rpfDropCause } from '../shared/rpf-drop.js';
import type { ControlRule } from '../../rule.js';
import { reasonsOf, wasDroppedFor } from '../../observations/drop-reason.js';
import { blamedTries } from '../../facts/unmatched-flows.js';
import { stepsFor } from '../../wording/remedies.js';

/**
 * No offer of the session can be read, and the kernel dropped its client's SYN to a high port for a reason that no
 * pinhole would change.
 */
export const dataSynDropped: readonly ControlRule[] = [rpfDropCause, noRouteCause, dataSynDroppedCause].map(
  (cause) => {
    const reasons = reasonsOf(cause.code);
    return {
      ...cause,
      judge: (it) => {
        const tried = blamedTries(it, (trace) => wasDroppedFor(trace, reasons));
        if (tried === null) return null;
        const [{ flow, trace, why }] = tried;
        const { initiator, responder } = flow.connection.near;
        const by = trace.interface === undefined ? '' : `, which came in by ${trace.interface}`;
        return {
          message: `The unit dropped the data connection of ${initiator} to ${responder}${by}: ${meaningOfDrop(why)} What was offered for it cannot be read.`,
          evidence: [...tried.map(({ drop }) => drop), trace, it.control.connection?.near.traces[0]],
          confidence: 'likely',
          steps: stepsFor(cause.steps, it),
        };
      },
    };
  },
);
