import { FTP_PORT } from '../../../ftp.js';
import { addressOf } from '../../../net.js';
import { known } from '../../../configuration/setting-evidence.js';
import { opensFtps } from '../../../configuration/profiles.js';
import { admits } from '../../../configuration/services.js';
import { inPolicy } from '../../wording/config-steps.js';
import { entry, quoted } from '../../wording/fortios-lines.js';
import { aPolicy } from '../../wording/config-objects.js';
import type { Policy } from '../../../configuration/configuration.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { proxyModeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check, change } from '../../wording/steps.js';

/** The policy for IPv4 inspects FTP and the one for IPv6 does not: a likely slip. No FortiOS text describes it. */
export const ipv6NotInspected: PinholeCause = {
  code: 'IPV6_NOT_INSPECTED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'C',
  title: 'the IPv6 rule possibly inspects less',
  mechanism:
    'The rule or the VIP for IPv6 may lack the profiles that the one for IPv4 has, so that nobody reads the offers.',
  evidence: 'An IPv6 control session without a line of proxy or helper, while IPv4 sessions have them.',
  neighbours: { CONTROL_OPAQUE_FLOW_MODE: 'IPv4 is not inspected either' },
  steps: withNames((names) => [
    check('See what the IPv6 VIP forwards', 'show firewall vip6'),
    proxyModeFor(names),
  ]),
  source: 'FortiOS CLI reference',

  find: (it) => {
    const { client, server } = it.control;
    const { policy, all } = it.settings;
    if (client === null || server === null || !addressOf(server).includes(':')) return null;
    if (it.proxied || it.helped || it.madeElsewhere) return null;
    if (policy !== null && known(policy, policy.inspectionMode, all)?.value !== 'flow') return null;
    const inspected = all.policies.find(
      (one) =>
        one !== policy &&
        one.inspectionMode.value === 'proxy' &&
        admits(one, FTP_PORT, all) === 'yes' &&
        opensFtps(one, all)?.value === true,
    );
    const mode = inspected && known(inspected, inspected.inspectionMode, all);
    if (inspected === undefined || mode == null) return null;
    return {
      says: `${policy === null ? 'the IPv6 rule' : aPolicy(policy)} lacks the inspection that ${aPolicy(inspected)} has for FTP`,
      lines: [mode, policy && { line: policy.origin }],
      confidence: 'possible',
      doubt: policy === null ? undefined : 'the two are meant to do the same',
      steps: numbered(
        change(
          `For ${policy === null ? 'the policy that takes the IPv6 session' : aPolicy(policy)} the inspection of ${aPolicy(inspected)}`,
          '# More CPU and memory, and no offload for this policy.',
          likeIt(policy, inspected),
        ),
      ),
    };
  },
};

function likeIt(policy: Policy | null, inspected: Policy): string[] {
  const { sslSshProfile, profileProtocolOptions } = inspected;
  const settings = [
    'set utm-status enable',
    'set inspection-mode proxy',
    `set ssl-ssh-profile ${quoted(sslSshProfile.value)}`,
    `set profile-protocol-options ${quoted(profileProtocolOptions.value)}`,
  ];
  return policy === null
    ? entry(inspected.vdom, 'firewall policy', '<policy-id>', settings)
    : inPolicy(policy, ...settings);
}
