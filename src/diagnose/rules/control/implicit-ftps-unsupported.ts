import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { isRefused } from '../../observations/drop-reason.js';
import { blamedTries } from '../../facts/unmatched-flows.js';
import { implicitFtpsUnsupportedCause } from '../shared/implicit-ftps-unsupported.js';

/**
 * Implicit FTPS of which nothing could be read, with its data connection denied. KB 224345 calls implicit FTPS
 * unsupported, but the profile in KB 189531 lists port 990: so this is only a possibility.
 */
export const implicitFtpsUnsupported: ControlRule = {
  ...implicitFtpsUnsupportedCause,
  judge: (it) => {
    const { control, timeline } = it;
    const tried = blamedTries(it, isRefused);
    if (tried === null || it.tls !== 'implicit' || control.wad.length > 0) return null;
    return {
      message:
        'The session is implicit FTPS and nothing of it was read: possibly this release does not inspect implicit FTPS (its documents differ).',
      evidence: [...tried.map(({ drop }) => drop), tried[0].trace, control.connection?.near.traces[0]],
      confidence: 'possible',
      steps: stepsFor(implicitFtpsUnsupportedCause.steps, { control, timeline }, true),
    };
  },
};
