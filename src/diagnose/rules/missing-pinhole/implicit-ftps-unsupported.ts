import { weakest } from '../../observations/confidence.js';
import { stepsFor } from '../../wording/remedies.js';
import { opensFtps } from '../../../configuration/profiles.js';
import { aPolicy } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { isProxyMode } from '../../facts/proxy-mode.js';
import { implicitFtpsUnsupportedCause } from '../shared/implicit-ftps-unsupported.js';

/**
 * The configuration lacks nothing, the session is implicit FTPS, and still the proxy read nothing of it (KB 224345
 * calls it unsupported). If the configuration is not shown, the control rule with the same code reports it as a
 * possibility.
 */
export const implicitFtpsUnread: PinholeCause = {
  ...implicitFtpsUnsupportedCause,
  find: (it) => {
    const { policy, all, confidence } = it.settings;
    if (it.offer !== null || it.tls !== 'implicit' || policy === null || !isProxyMode(it)) return null;
    const opens = opensFtps(policy, all);
    if (opens?.value !== true) return null;
    return {
      says: `the session is implicit FTPS and nothing of it was read, although ${aPolicy(policy)} is in proxy mode and decrypts FTPS: this release does not seem to inspect implicit FTPS`,
      lines: [opens],
      confidence: weakest([confidence, 'likely']),
      steps: stepsFor(implicitFtpsUnsupportedCause.steps, it),
    };
  },
};
