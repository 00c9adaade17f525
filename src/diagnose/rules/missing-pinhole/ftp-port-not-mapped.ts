import { inProfile } from '../../wording/config-fixes.js';
import { known } from '../../../configuration/setting-evidence.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from './cause.js';
import { controlPorts } from './ports.js';
import { isProxyMode } from './proxy-mode.js';
import { unlisted } from './unlisted.js';

/** The proxy takes for FTP only what comes to the ports of the protocol options (KB 197210). */
export const ftpPortNotMapped: PinholeCause = {
  code: 'FTP_PORT_NOT_MAPPED',
  find: (it) => {
    const { policy, protocolOptions: options, all } = it.settings;
    const ports = controlPorts(it.control);
    if (options === null || policy === null || ports === null || it.tls === 'implicit') return null;
    if (!isProxyMode(it) || options.inspectAll.value) return null;
    const listed = known(options, options.ftpPorts, all);
    const missing = listed && unlisted('FTP', ports, listed);
    if (listed === null || missing === null) return null;
    const list = listed.value.map(({ first, last }) => (first === last ? first : `${first}-${last}`));
    return {
      says: `the protocol options of ${aPolicy(policy)} (${aProfile(options)}) list ${missing.says}`,
      lines: [listed],
      confidence: missing.confidence,
      doubt: missing.doubt,
      fix: [
        '# The list replaces the old one. Whatever else comes to these ports is then taken for FTP.',
        ...inProfile(
          options,
          'profile-protocol-options',
          `set ports ${[...new Set([...list, ports.before, ports.after])].join(' ')}`,
        ),
      ],
    };
  },
};
