import { weakest } from '../../observations/confidence.js';
import { deepInspection, inProfile } from '../../wording/config-steps.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { closedProfile } from '../../facts/closed-profile.js';
import { isOpaque } from '../../facts/opaque-control.js';
import { deepInspectionFor } from '../../wording/general-steps.js';
import { withNames, protocolFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

/** Without deep inspection explicit FTPS reaches the proxy only with `explicit-ftp-tls enable` (KB 257070). */
export const explicitFtpsNotRedirected: PinholeCause = {
  code: 'EXPLICIT_FTPS_NOT_REDIRECTED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'explicit FTPS is not handed to the proxy',
  mechanism:
    'Without deep inspection, explicit FTPS goes to the proxy only where the protocol options say explicit-ftp-tls enable. It is disabled by default.',
  evidence: 'No deep inspection for FTPS, and explicit-ftp-tls disable or unset in the protocol options.',
  neighbours: {
    CONTROL_OPAQUE_NO_DEEP_INSPECTION:
      'with deep inspection the option is not needed: that is the other remedy',
  },
  steps: withNames((names) => [
    [
      change(
        'Hand explicit FTPS to the proxy',
        '# The proxy then handles every FTP session of the policies that use these options.',
        protocolFor(names, 'set status enable', 'set explicit-ftp-tls enable'),
      ),
      deepInspectionFor(names),
    ],
  ]),
  source: 'Fortinet KB 257070; FortiProxy FTP proxy guide',

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
      steps: numbered(
        deepInspection(policy, all),
        change(
          'Hand explicit FTPS to the proxy whatever the SSL profile says (KB 257070)',
          inProfile(options, 'profile-protocol-options', 'set status enable', 'set explicit-ftp-tls enable'),
        ),
      ),
    };
  },
};
