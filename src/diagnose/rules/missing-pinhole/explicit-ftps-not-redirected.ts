import { weakest } from '../../observations/confidence.js';
import { deepInspection, inProfile } from '../../wording/config-fixes.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from './cause.js';
import { closedProfile } from './closed-profile.js';
import { isOpaque } from './opaque.js';

/** Without deep inspection explicit FTPS reaches the proxy only with `explicit-ftp-tls enable` (KB 257070). */
export const explicitFtpsNotRedirected: PinholeCause = {
  code: 'EXPLICIT_FTPS_NOT_REDIRECTED',
  find: (it) => {
    const closed = isOpaque(it) === 'yes' && it.tls === 'explicit' && !it.proxied ? closedProfile(it) : null;
    const { protocolOptions: options, all, confidence } = it.settings;
    const redirect = closed?.redirect;
    if (closed === null || redirect?.value !== false || options === null) return null;
    const { policy } = closed;
    const ssl = aProfile({ name: policy.sslSshProfile.value });
    return {
      says: `${aPolicy(policy)} does not hand explicit FTPS to the proxy: ${ssl} does not decrypt FTPS, and ${aProfile(options)} leaves explicit-ftp-tls disabled`,
      lines: [redirect, closed.closed, closed.mode],
      confidence: weakest([confidence, redirect.certain && closed.closed.certain ? 'proven' : 'likely']),
      fix: [
        ...deepInspection(policy, all),
        '# Or, as KB 257070 has it, hand explicit FTPS to the proxy whatever the SSL profile says:',
        ...inProfile(options, 'profile-protocol-options', 'set status enable', 'set explicit-ftp-tls enable'),
      ],
    };
  },
};
