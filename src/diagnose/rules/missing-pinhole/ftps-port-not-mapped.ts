import { inProfile } from '../../wording/config-fixes.js';
import { known } from '../../../configuration/setting-evidence.js';
import { isReadOnly, opensFtps } from '../../../configuration/profiles.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from './cause.js';
import { controlPorts } from './ports.js';
import { isProxyMode } from './proxy-mode.js';
import { unlisted } from './unlisted.js';

/** Implicit FTPS begins with TLS: only its port tells that it is FTP. */
export const ftpsPortNotMapped: PinholeCause = {
  code: 'FTPS_PORT_NOT_MAPPED',
  find: (it) => {
    const { policy, sslProfile: profile, all } = it.settings;
    const ports = controlPorts(it.control);
    if (it.tls !== 'implicit' || profile === null || policy === null || ports === null) return null;
    if (!isProxyMode(it) || profile.inspectAll.value === 'deep-inspection') return null;
    if (opensFtps(policy, all)?.value !== true) return null;
    const listed = known(profile, profile.ftpsPorts, all);
    const missing = listed && unlisted('FTPS', ports, listed);
    if (listed === null || missing === null) return null;
    const list = listed.value.map(({ first }) => first);
    const wanted = [...new Set([...list, ports.before, ports.after])].join(' ');
    return {
      says: `the SSL ${aProfile(profile)} of ${aPolicy(policy)} lists ${missing.says}`,
      lines: [listed],
      confidence: missing.confidence,
      doubt: missing.doubt,
      fix: isReadOnly(profile.name)
        ? [
            `# The profile is read-only: clone it, "set ports ${wanted}" in "config ftps" of the clone, and use that.`,
          ]
        : [
            '# The list replaces the old one.',
            ...inProfile(profile, 'ssl-ssh-profile', `set ports ${wanted}`),
          ],
    };
  },
};
