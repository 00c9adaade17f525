import { inPolicy } from '../../wording/config-steps.js';
import { entry } from '../../wording/fortios-lines.js';
import { admits } from '../../../configuration/services.js';
import { aPolicy, aVip } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { vipDenied } from '../../facts/vip-denial.js';
import { RANGE_STANDS_OPEN, serverRange } from '../../wording/general-steps.js';
import { withNames, entryFor, policyFor } from '../../wording/named-steps.js';
import { numbered, check, change } from '../../wording/steps.js';

/** A VIP without port forwarding carries every port: only the policy's service decides. */
export const vipOneToOne: PinholeCause = {
  code: 'VIP_ONE_TO_ONE',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'B',
  title: 'the VIP carries every port, the policy does not',
  mechanism:
    'A VIP without port forwarding translates any port. Whether a data connection may pass is then up to the service of the policy.',
  evidence: 'A VIP line on the data SYN and a denial by policy; portforward disable in the VIP.',
  neighbours: {
    VIP_PORT_NOT_FORWARDED: 'no VIP line on the data SYN',
    POLICY_SERVICE_EXTERNAL_PORT: 'the service lists the port, but the outside one',
  },
  steps: withNames((names) => [
    [
      change(
        'A fixed passive range in the service of the policy',
        RANGE_STANDS_OPEN,
        entryFor(names, 'firewall service custom', '"FTP-data"', 'set tcp-portrange 50000-51000'),
        policyFor(names, 'append service "FTP-data"'),
      ),
      ...serverRange(),
    ],
  ]),
  source: 'FortiOS administration guide (virtual IPs)',

  find: (it) => {
    const found = vipDenied(it);
    if (found === null || found.vip.portforward.value || found.policy === null) return null;
    const { vip, policy, mappedPort, matched } = found;
    const answer = admits(policy, mappedPort, it.settings.all);
    if (answer === 'yes') return null;
    const { from } = policy.service;
    return {
      says: `${aVip(vip)} carries every port, but the service of ${aPolicy(policy)} does not admit ${mappedPort}`,
      lines: [matched.moment, { line: from === 'default' ? policy.origin : from }, { line: vip.origin }],
      confidence: answer === 'no' ? 'proven' : 'likely',
      steps: numbered(check('A pinhole needs none of this: see first why there was none'), [
        change(
          `A fixed passive range in the service of ${aPolicy(policy)}`,
          RANGE_STANDS_OPEN,
          entry(policy.vdom, 'firewall service custom', '"FTP-data"', ['set tcp-portrange 50000-51000']),
          inPolicy(policy, 'append service "FTP-data"'),
        ),
        ...serverRange(),
      ]),
    };
  },
};
