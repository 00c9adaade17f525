import { weakest } from '../../observations/confidence.js';
import { inProfile } from '../../wording/config-fixes.js';
import { known } from '../../../configuration/setting-evidence.js';
import { alsoUsedBy } from '../../../configuration/profiles.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from './cause.js';
import { isProxyMode } from './proxy-mode.js';

/** FTP is switched off in the protocol options: the proxy lets it pass unread. */
export const ftpProxyDisabled: PinholeCause = {
  code: 'FTP_PROXY_DISABLED',
  find: (it) => {
    const { policy, protocolOptions: options, all, confidence } = it.settings;
    if (options === null || policy === null || it.tls === 'implicit' || !isProxyMode(it)) return null;
    const status = known(options, options.ftpStatus, all);
    if (status === null || status.value) return null;
    const others = alsoUsedBy(policy, 'profileProtocolOptions', all);
    return {
      says: `the protocol options of ${aPolicy(policy)} (${aProfile(options)}) switch FTP off, so the proxy does not read it`,
      lines: [status],
      confidence: weakest([confidence, 'likely']),
      fix: [
        ...(others.length === 0
          ? []
          : [`# Also used by policy ${others.join(', ')}, whose FTP is then inspected as well.`]),
        ...inProfile(options, 'profile-protocol-options', 'set status enable'),
      ],
    };
  },
};
