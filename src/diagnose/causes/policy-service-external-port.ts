import { entry, inPolicy } from '../config/fixes.js';
import { admits } from '../config/services.js';
import { aPolicy, inWords } from '../config/words.js';
import type { PinholeCause } from './cause.js';
import { vipDenied } from './vip-denied.js';

/** The policy is checked after the translation: its service has to list the mapped port (KB 262988). */
export const policyServiceExternalPort: PinholeCause = {
  code: 'POLICY_SERVICE_EXTERNAL_PORT',
  find: (it) => {
    const found = vipDenied(it);
    if (found?.policy == null || found.mappedPort === it.port) return null;
    const { vip, policy, mappedPort, matched } = found;
    const { all } = it.settings;
    if (admits(policy, it.port, all) !== 'yes' || admits(policy, mappedPort, all) !== 'no') return null;
    const { from } = policy.service;
    return {
      says: `the service of ${aPolicy(policy)} lists the outside port ${it.port}, but the policy is checked after the VIP, where the port is ${mappedPort}`,
      lines: [matched.moment, { line: from === 'default' ? policy.origin : from }],
      confidence: 'proven',
      fix: [
        ...entry(policy.vdom, 'firewall service custom', '"FTP-data"', [
          `set tcp-portrange ${inWords(vip.mappedport.value).replace(/,| and/g, '')}`,
        ]),
        ...inPolicy(policy, 'append service "FTP-data"'),
      ],
    };
  },
};
