import { inClone, inProfile } from '../../wording/config-steps.js';
import { known } from '../../../configuration/setting-evidence.js';
import { isReadOnly, opensFtps } from '../../../configuration/profiles.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { controlPorts } from '../../facts/control-ports.js';
import { isProxyMode } from '../../facts/proxy-mode.js';
import { unlisted } from '../../facts/unlisted-port.js';
import { withNames, inspectionFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

/** Implicit FTPS begins with TLS, so only its port shows that it is FTP. */
export const ftpsPortNotMapped: PinholeCause = {
  code: 'FTPS_PORT_NOT_MAPPED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'B',
  title: 'implicit FTPS on a port that is not listed',
  mechanism:
    'Implicit FTPS begins with TLS, so the unit knows it by its port alone. The SSL profile does not list this one (990 by default).',
  evidence: 'The first payload is a TLS ClientHello, to a port that config ftps / set ports does not name.',
  neighbours: {
    FTP_PORT_NOT_MAPPED: 'AUTH TLS in clear comes first: explicit FTPS',
    IMPLICIT_FTPS_UNSUPPORTED: 'the port is listed and still nothing is read',
  },
  steps: withNames((names) => [
    change(
      `Port ${names.port} among the FTPS ports of the SSL profile`,
      '# The list replaces the old one: name all ports.',
      inspectionFor(names, `set ports 990 ${names.port}`),
    ),
  ]),
  source: 'FortiOS CLI reference',

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
      steps: numbered(
        change(
          `Port ${ports.after} among the FTPS ports of the SSL profile`,
          '# The list replaces the old one.',
          isReadOnly(profile.name)
            ? inClone(policy, `set ports ${wanted}`)
            : inProfile(profile, 'ssl-ssh-profile', `set ports ${wanted}`),
        ),
      ),
    };
  },
};
