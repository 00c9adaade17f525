import type { ControlRule } from '../control-case.js';
import { isFinal } from '../coverage.js';
import { fixFor } from '../fixes.js';

/**
 * No offer of the session can be read, and its client was denied at a high port of the same address: there was an
 * offer, and no pinhole for it. The cause is not provable without the configuration.
 */
export const pinholeNotOpened: ControlRule = {
  code: 'PINHOLE_NOT_OPENED',
  verdict: 'failed',
  judge: ({ control, strays }) => {
    const [first] = strays;
    // Where offers can be read, a SYN to an endpoint that none of them named is somebody else's.
    if (control.offers.some(({ command }) => command !== null) || first === undefined) return null;
    const tried = strays.filter(({ flow }) => flow === first.flow);
    if (
      !isFinal(
        tried.map(({ trace }) => trace),
        null,
      )
    )
      return null;
    const { initiator, responder } = first.flow.connection.near;
    return {
      message: `No offer of this session could be read and no pinhole was opened: ${initiator} dialled ${responder} and was denied.`,
      evidence: [...tried.map(({ drop }) => drop), first.trace, control.connection?.near.traces[0]],
      confidence: 'likely',
      fix: fixFor('PINHOLE_NOT_OPENED', control, true),
    };
  },
};
