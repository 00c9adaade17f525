import { weakest } from '../../observations/confidence.js';
import { deepInspection } from '../../wording/config-fixes.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from './cause.js';
import { closedProfile } from './closed-profile.js';
import { isOpaque, UNSEEN } from './opaque.js';

/** Proxy mode, and an SSL profile that leaves FTPS closed: the proxy passes the encrypted commands on unread. */
export const controlOpaqueNoDeepInspection: PinholeCause = {
  code: 'CONTROL_OPAQUE_NO_DEEP_INSPECTION',
  find: (it) => {
    const opaque = isOpaque(it);
    const closed = opaque === null ? null : closedProfile(it);
    if (closed === null) return null;
    const { policy, mode } = closed;
    if (closed.redirect?.value === false && it.tls === 'explicit' && !it.proxied) return null;
    return {
      says: `${aPolicy(policy)} is in proxy mode, but its SSL ${aProfile({ name: policy.sslSshProfile.value })} does not decrypt FTPS, so the proxy cannot read the control channel`,
      lines: [closed.closed, mode, closed.redirect?.value === true ? closed.redirect : null],
      doubt: opaque === 'maybe' ? UNSEEN : undefined,
      confidence:
        opaque === 'maybe'
          ? 'possible'
          : weakest([
              it.settings.confidence,
              closed.closed.certain && closed.redirect?.value !== true ? 'proven' : 'likely',
            ]),
      fix: deepInspection(policy, it.settings.all),
    };
  },
};
