import { ftpPorts } from '../../wording/config-steps.js';
import { known } from '../../../configuration/setting-evidence.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { controlPorts } from '../../facts/control-ports.js';
import { isProxyMode } from '../../facts/proxy-mode.js';
import { unlisted } from '../../facts/unlisted-port.js';
import { withNames, protocolFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

/** The proxy treats only those ports as FTP that the protocol options list (KB 197210). */
export const ftpPortNotMapped: PinholeCause = {
  code: 'FTP_PORT_NOT_MAPPED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'B',
  title: 'the proxy does not expect FTP on this port',
  mechanism:
    'The proxy takes for FTP only what comes to the ports of its protocol options. The control connection uses another one. Compare the port before and after the VIP.',
  evidence:
    'A control port that config ftp / set ports does not list; no wad_ftp_ line, although “send to application layer” may be there.',
  neighbours: {
    FTPS_PORT_NOT_MAPPED: 'TLS from the first byte: the list is another one',
    HELPER_NOT_ON_PORT: 'no proxy in the path: the session helper has its own list',
  },
  steps: withNames((names) => [
    change(
      `Port ${names.port} among the FTP ports of the protocol options`,
      '# The list replaces the old one: name all ports. Other protocols on these ports will be taken for FTP.',
      protocolFor(names, `set ports 21 ${names.port}`),
    ),
  ]),
  source: 'Fortinet KB 197210; FortiOS CLI reference',

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
      steps: numbered(ftpPorts(options, [...new Set([...list, ports.before, ports.after])])),
    };
  },
};
