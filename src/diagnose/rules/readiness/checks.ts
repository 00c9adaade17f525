import { FTP_PORT, FTPS_PORT } from '../../../ftp.js';
import {
  admitsPort,
  deepInspection,
  ftpPorts,
  inPolicy,
  inProfile,
  inspectsFtp,
  proxyMode,
} from '../../wording/config-steps.js';
import { quoted } from '../../wording/fortios-lines.js';
import { isWhole, known, releaseOf } from '../../../configuration/setting-evidence.js';
import { isReadOnly, opensFtps, protocolOptionsOf, sslProfileOf } from '../../../configuration/profiles.js';
import { admits } from '../../../configuration/services.js';
import { aPolicy, aProfile, aVip, inWords } from '../../wording/config-objects.js';
import type { Policy } from '../../../configuration/configuration.js';
import { coversPort } from '../../../configuration/settings.js';
import type { Check, ControlPath, Door } from './vip-with-policy.js';
import { numbered, change } from '../../wording/steps.js';

type Ask = (door: Pick<Door, 'before' | 'after' | 'all'>, policy: Policy) => Check | null;

const met = (says: string, ...lines: Check['lines']): Check => ({
  ...{ state: 'met', code: '', says, lines, certain: true, steps: [] },
});
const unknown = (code: string, says: string, lines: Check['lines'], ...next: string[]): Check => ({
  ...{ state: 'unknown', code, says, lines, certain: false, steps: [], next },
});

const release: Ask = ({ all }) => {
  const found = releaseOf(all);
  if (found === null) return null;
  const { major, minor, origin } = found;
  const says = `FortiOS ${major}.${minor}`;
  if (major > 6 || (major === 6 && minor >= 4)) return met(says, { line: origin });
  return {
    ...{ state: 'missing', code: 'FTPS_RELEASE_TOO_OLD', lines: [{ line: origin }], certain: true },
    says: `${says} does not inspect FTPS, which came with 6.4`,
    steps: numbered(change('Upgrade to FortiOS 6.4 or later')),
  };
};

const admitted: Ask = ({ all }, policy) => {
  const code = 'CONTROL_NEVER_OPENED';
  const action = known(policy, policy.action, all);
  if (!policy.status.value)
    return {
      ...{ state: 'missing', code, certain: true, lines: [linesOf(policy.status, policy)] },
      says: `${aPolicy(policy)} is disabled`,
      steps: numbered(change(`Enable ${aPolicy(policy)}`, inPolicy(policy, 'set status enable'))),
    };
  if (action === null) return unknown(code, `the action of ${aPolicy(policy)}`, [], show(policy));
  if (action.value === 'accept') return met('action accept', action);
  return {
    ...{ state: 'missing', code, certain: action.certain, lines: [action] },
    says: `${aPolicy(policy)} does not accept anything`,
    steps: numbered(change(`Accept in ${aPolicy(policy)}`, inPolicy(policy, 'set action accept'))),
  };
};

const service = ({ all, vip, before, after }: Door, policy: Policy): Check => {
  const answer = admits(policy, after, all);
  const line = linesOf(policy.service, policy);
  if (answer === 'yes') return met(`the service admits port ${after}`, line);
  if (answer === 'unknown') {
    const names = policy.service.value.map(quoted).join(', ');
    return unknown(
      'CONTROL_NEVER_OPENED',
      `whether the service ${names} of ${aPolicy(policy)} admits port ${after}`,
      [line],
      'show firewall service custom',
      'show firewall service group',
    );
  }
  const outside = before !== after && admits(policy, before, all) === 'yes';
  return {
    ...{ state: 'missing', certain: true, lines: [line] },
    code: outside ? 'POLICY_SERVICE_EXTERNAL_PORT' : 'CONTROL_NEVER_OPENED',
    says: outside
      ? `the service of ${aPolicy(policy)} lists the outside port ${before} of ${aVip(vip)}, but is checked against ${after}, the port after it`
      : `the service of ${aPolicy(policy)} does not admit port ${after}`,
    steps: numbered(admitsPort(policy, after)),
  };
};

const mode: Ask = ({ all }, policy) => {
  const code = 'CONTROL_OPAQUE_FLOW_MODE';
  const found = known(policy, policy.inspectionMode, all);
  if (found === null) return unknown(code, `the inspection mode of ${aPolicy(policy)}`, [], show(policy));
  if (found.value === 'proxy') return met('proxy mode', found);
  return {
    ...{ state: 'missing', code, certain: found.certain, lines: [found] },
    says: `${aPolicy(policy)} inspects in flow mode, which cannot read an encrypted control channel`,
    steps: numbered(proxyMode(policy, true, all)),
  };
};

/**
 * Whether profiles work without `utm-status` differs between releases and is not documented: so its lack is a doubt,
 * never a failure.
 */
const utm: Ask = ({ all }, policy) => {
  const code = 'CONTROL_OPAQUE_NO_DEEP_INSPECTION';
  const found = known(policy, policy.utmStatus, all);
  if (found === null) return unknown(code, `utm-status of ${aPolicy(policy)}`, [], show(policy));
  if (found.value) return met('utm-status enabled', found);
  const says = `whether ${aPolicy(policy)} inspects at all, for its utm-status is disabled`;
  return {
    ...unknown(code, says, [found]),
    steps: numbered(
      change(
        `Inspection on in ${aPolicy(policy)}; not proven to be needed on every release`,
        inPolicy(policy, 'set utm-status enable'),
      ),
    ),
  };
};

const decryption: Ask = ({ all, after, before }, policy) => {
  const code = 'CONTROL_OPAQUE_NO_DEEP_INSPECTION';
  const ssl = aProfile({ name: policy.sslSshProfile.value });
  const opens = opensFtps(policy, all);
  const options = protocolOptionsOf(policy, all);
  const redirect = options && known(options, options.explicitFtpTls, all);
  const implicit = after === FTPS_PORT || before === FTPS_PORT;
  const lines = [linesOf(policy.sslSshProfile, policy)];
  if (opens === null)
    return unknown(
      code,
      `the SSL ${ssl} of ${aPolicy(policy)}`,
      lines,
      `show full-configuration firewall ssl-ssh-profile ${quoted(policy.sslSshProfile.value)}`,
    );
  if (opens.value) return met(`FTPS deep inspection in SSL ${ssl}`, opens, ...lines);
  if (redirect?.value === true && !implicit)
    return met(
      `explicit FTPS is handed to the proxy (explicit-ftp-tls), though SSL ${ssl} does not decrypt FTPS`,
      redirect,
    );
  return {
    ...{ state: 'missing', code, certain: opens.certain, lines: [opens, ...lines] },
    says: `SSL ${ssl} of ${aPolicy(policy)} does not decrypt FTPS`,
    steps: numbered(deepInspection(policy, all)),
  };
};

const ftpsPort: Ask = ({ all, before, after }, policy) => {
  const profile = sslProfileOf(policy, all);
  if ((before !== FTPS_PORT && after !== FTPS_PORT) || profile === null) return null;
  const listed = known(profile, profile.ftpsPorts, all);
  if (listed === null || coversPort(listed.value, before) || coversPort(listed.value, after)) return null;
  const ports = listed.value.map(({ first }) => first).join(' ');
  return {
    ...{ state: 'missing', code: 'FTPS_PORT_NOT_MAPPED', certain: listed.certain, lines: [listed] },
    says: `SSL ${aProfile(profile)} takes for FTPS only ${inWords(listed.value)}`,
    steps: isReadOnly(profile.name)
      ? []
      : numbered(
          change(
            `Port ${after} among the FTPS ports of ${aProfile(profile)}`,
            inProfile(profile, 'ssl-ssh-profile', `set ports ${ports} ${after}`),
          ),
        ),
  };
};

const options: Ask = ({ all, before, after }, policy) => {
  const { value: name } = policy.profileProtocolOptions;
  const found = protocolOptionsOf(policy, all);
  if (before === FTPS_PORT || after === FTPS_PORT) return null;
  if (found === null) {
    const line = linesOf(policy.profileProtocolOptions, policy);
    // FortiOS's own profile reads FTP on port 21 unless somebody changed it.
    if (name === 'default' && (after === FTP_PORT || before === FTP_PORT))
      return met('FTP on port 21 in the protocol options "default" (not shown, so taken as they come)', line);
    return unknown(
      'FTP_PORT_NOT_MAPPED',
      `the protocol options ${aProfile({ name })}`,
      [line],
      `show full-configuration firewall profile-protocol-options ${quoted(name)}`,
    );
  }
  const [status, ports] = [known(found, found.ftpStatus, all), known(found, found.ftpPorts, all)];
  if (status?.value === false)
    return {
      ...{ state: 'missing', code: 'FTP_PROXY_DISABLED', certain: true, lines: [status] },
      says: `the protocol options ${aProfile(found)} switch FTP off`,
      steps: numbered(inspectsFtp(found)),
    };
  const isListed = ports === null || coversPort(ports.value, after) || coversPort(ports.value, before);
  if (ports === null || found.inspectAll.value || isListed)
    return met(
      `FTP on port ${after} in the protocol options ${aProfile(found)}`,
      ports ?? { line: found.origin },
    );
  const list = ports.value.map(({ first, last }) => (first === last ? first : `${first}-${last}`));
  return {
    ...{ state: 'missing', code: 'FTP_PORT_NOT_MAPPED', certain: ports.certain, lines: [ports] },
    says: `the protocol options ${aProfile(found)} take for FTP only port ${inWords(ports.value)}, and not ${after}`,
    steps: numbered(ftpPorts(found, [...list, after])),
  };
};

/** In the order of a packet: release, policy, service, inspection. */
const inspection: readonly Ask[] = [mode, utm, decryption, ftpsPort, options];

/** What it takes to read FTPS, wherever the control connection comes through. */
export function inspectionChecks(path: ControlPath): Check[] {
  return [release, ...inspection].flatMap((ask) => ask(path, path.policy) ?? []);
}

/** Met if the policy sends plain FTP to the proxy; null if it does not, or if that is not shown. */
export function proxyReadsFtp(path: ControlPath): Check | null {
  const found = [mode, utm, options].map((ask) => ask(path, path.policy));
  const isMet = found.every((check) => check?.state === 'met');
  return isMet ? { ...met('the proxy reads it'), lines: found.flatMap((check) => check?.lines ?? []) } : null;
}

export function checksOf(door: Door): Check[] {
  const { policy, vip, all } = door;
  if (policy !== null)
    return [
      ...[release, admitted].flatMap((ask) => ask(door, policy) ?? []),
      service(door, policy),
      ...inspection.flatMap((ask) => ask(door, policy) ?? []),
    ];
  const whole = isWhole(vip, all);
  const code = 'CONTROL_NEVER_OPENED';
  const lines = [{ line: vip.origin }];
  if (!whole)
    return [unknown(code, `a policy with ${aVip(vip)} as its destination`, lines, 'show firewall policy')];
  const says = `no policy has ${aVip(vip)} as its destination`;
  return [{ state: 'missing', code, says, lines, certain: true, steps: [] }];
}

function linesOf(
  { from }: { readonly from: Check['lines'][number]['line'] | 'default' },
  of: Policy,
): Check['lines'][number] {
  return { line: from === 'default' ? of.origin : from };
}

function show({ name }: Policy): string {
  return `show full-configuration firewall policy ${name}`;
}
