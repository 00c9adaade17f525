import { weakest } from '../../observations/confidence.js';
import { inspectsFtp } from '../../wording/config-steps.js';
import { known } from '../../../configuration/setting-evidence.js';
import { alsoUsedBy } from '../../../configuration/profiles.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { isProxyMode } from '../../facts/proxy-mode.js';
import { withNames, protocolFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

/** FTP is switched off in the protocol options: the proxy passes it on unread. */
export const ftpProxyDisabled: PinholeCause = {
  code: 'FTP_PROXY_DISABLED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'B',
  title: 'FTP is switched off in the protocol options',
  mechanism:
    'The protocol options of the policy have status disable for FTP, so that the proxy lets FTP pass unread.',
  evidence:
    '“config ftp / set status disable” in the options that the policy names; no FTP line of the proxy.',
  neighbours: { FTP_PORT_NOT_MAPPED: 'FTP is on, but not for this port' },
  steps: withNames((names) => [
    change(
      'FTP inspection on in the protocol options',
      '# FTP of all policies that use these options is then inspected.',
      protocolFor(names, 'set status enable'),
    ),
  ]),
  source: 'FortiOS CLI reference',

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
      steps: numbered(inspectsFtp(options, others)),
    };
  },
};
