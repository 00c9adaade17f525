import type { Policy, Vip } from '../../../configuration/configuration.js';
import { portOf } from '../../../net.js';
import { inPolicy } from '../../wording/config-steps.js';
import { entry, quoted } from '../../wording/fortios-lines.js';
import { admits } from '../../../configuration/services.js';
import { aPolicy, aVip, inWords } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import type { Denied } from '../../facts/denied-data-syn.js';
import { vipDenied } from '../../facts/vip-denial.js';
import { withNames, entryFor, policyFor } from '../../wording/named-steps.js';
import { numbered, change, type Draft } from '../../wording/steps.js';

/** The policy is checked after the translation, so its service has to list the mapped port (KB 262988). */
export const policyServiceExternalPort: PinholeCause = {
  code: 'POLICY_SERVICE_EXTERNAL_PORT',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the policy’s service lists the outside port',
  mechanism:
    'The policy is checked after the translation, so its service must list the mapped port and not the outside one.',
  evidence: '“VIP-I:p” matched and then policy 0; the service contains the outside port only.',
  neighbours: { VIP_ONE_TO_ONE: 'the service contains neither' },
  steps: withNames((names) => [
    change(
      'The mapped ports in the service of the policy',
      entryFor(names, 'firewall service custom', '"FTP-data"', 'set tcp-portrange <mapped-ports>'),
      policyFor(names, 'append service "FTP-data"'),
    ),
  ]),
  source: 'Fortinet KB 262988',

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
      steps: numbered(isOffered(it, mappedPort) ? admitMapped(vip, policy) : mapAlike(vip)),
    };
  },
};

/**
 * True if the server offered the mapped port: it listens where the VIP leads, and somebody rewrote the port on the
 * way to the client.
 */
function isOffered({ offer }: Denied, port: number): boolean {
  return offer !== null && portOf(offer.endpoint) === port;
}

function admitMapped(vip: Vip, policy: Policy): Draft {
  const ports = inWords(vip.mappedport.value).replace(/,| and/g, '');
  return change(
    `The mapped ports in the service of ${aPolicy(policy)}`,
    entry(policy.vdom, 'firewall service custom', '"FTP-data"', [`set tcp-portrange ${ports}`]),
    inPolicy(policy, 'append service "FTP-data"'),
  );
}

/**
 * Lines that map each port to itself. Clients dial the port at which the server listens; if the VIP leads to another
 * one, nobody answers.
 */
function mapAlike(vip: Vip): Draft {
  const ports = inWords(vip.extport.value).replace(/,| and/g, '');
  return change(
    `${aVip(vip)} keeps the port that clients dial, at which the server listens; the service then fits as it is`,
    '# Open connections through it are cut.',
    entry(vip.vdom, 'firewall vip', quoted(vip.name), [`set mappedport ${ports}`]),
  );
}
