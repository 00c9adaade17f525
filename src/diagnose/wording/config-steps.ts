import type {
  Configuration,
  Named,
  Policy,
  ProtocolOptions,
  Vip,
} from '../../configuration/configuration.js';
import { alsoUsedBy, isReadOnly, openingProfile, sslProfileOf } from '../../configuration/profiles.js';
import { FTP_PORT } from '../../ftp.js';
import { aPolicy, aProfile } from './config-objects.js';
import { entry, ftpHelperEntry, inTable, nested, quoted } from './fortios-lines.js';
import { RANGE_STANDS_OPEN, serverRange } from './general-steps.js';
import { change, type Draft } from './steps.js';

export function inPolicy({ vdom, name }: Policy, ...settings: string[]): string[] {
  return entry(vdom, 'firewall policy', name, settings);
}

export function inProfile(
  { vdom, name }: Pick<Named, 'vdom' | 'name'>,
  table: 'ssl-ssh-profile' | 'profile-protocol-options',
  ...settings: string[]
): string[] {
  const inner = table === 'ssl-ssh-profile' ? 'ftps' : 'ftp';
  return entry(vdom, `firewall ${table}`, quoted(name), nested(inner, settings));
}

const DECRYPTS =
  '# Deep inspection decrypts: clients are shown a certificate of this unit, until that of the server is imported.';

/**
 * Opens FTPS in the policy's own SSL profile. A profile that cannot be edited is cloned, and the policy gets the
 * clone.
 */
export function deepInspection(policy: Policy, all: Configuration): Draft {
  return change(`FTPS deep inspection in ${aPolicy(policy)}`, opening(policy, all));
}

function opening(policy: Policy, all: Configuration): string[] {
  const profile = policy.sslSshProfile.value;
  const shown = sslProfileOf(policy, all);
  if (!isReadOnly(profile)) {
    const others = alsoUsedBy(policy, 'sslSshProfile', all);
    const shared = others.length === 0 ? [] : [`# The same profile is used by policy ${others.join(', ')}.`];
    const vdom = shown === null ? policy.vdom : shown.vdom;
    return [
      DECRYPTS,
      ...shared,
      ...inProfile({ vdom, name: profile }, 'ssl-ssh-profile', 'set status deep-inspection'),
    ];
  }
  const own = openingProfile(policy, all);
  if (own !== null) {
    return [
      DECRYPTS,
      `# SSL profile ${quoted(own.name)} opens FTPS already; what else it inspects, it then inspects here too.`,
      ...inPolicy(policy, `set ssl-ssh-profile ${quoted(own.name)}`),
    ];
  }
  return [DECRYPTS, ...inClone(policy)];
}

/** In place of a profile that FortiOS brings along, and nobody can edit, a clone that opens FTPS. */
export function inClone(policy: Policy, ...settings: string[]): string[] {
  return [
    `# ${quoted(policy.sslSshProfile.value)} is read-only: in its place a clone of "deep-inspection", which opens HTTPS and mail as well.`,
    ...inTable(policy.vdom, 'firewall ssl-ssh-profile', ['clone "deep-inspection" to "FTP-deep"']),
    ...(settings.length > 0
      ? inProfile({ vdom: policy.vdom, name: 'FTP-deep' }, 'ssl-ssh-profile', ...settings)
      : []),
    ...inPolicy(policy, 'set ssl-ssh-profile "FTP-deep"'),
  ];
}

/** A session helper for FTP on a port; without a VDOM where the unit has only one, or none is known. */
export const helperOn = (vdom: string | undefined, port: number): Draft =>
  change(
    `A session helper for FTP on port ${port}`,
    '# It applies to all policies, and to new sessions only.',
    ftpHelperEntry(vdom, String(port)),
  );

/** Where the protocol options switch FTP off; `others` use them too. */
export const inspectsFtp = (options: ProtocolOptions, others: readonly string[] = []): Draft =>
  change(
    `FTP inspection on in ${aProfile(options)}`,
    others.length === 0
      ? []
      : `# Also used by policy ${others.join(', ')}, whose FTP is then inspected as well.`,
    inProfile(options, 'profile-protocol-options', 'set status enable'),
  );

export const ftpPorts = (options: ProtocolOptions, ports: readonly (number | string)[]): Draft =>
  change(
    `Port ${ports.at(-1) ?? ''} among the FTP ports of ${aProfile(options)}`,
    '# The list replaces the old one. Whatever else comes to these ports is then taken for FTP.',
    inProfile(options, 'profile-protocol-options', `set ports ${ports.join(' ')}`),
  );

/** A port in the service of a policy: with the service that FortiOS brings along, or with one of its own. */
export function admitsPort(policy: Policy, port: number): Draft {
  const own = port === FTP_PORT ? '"FTP"' : quoted(`FTP-${port}`);
  return change(
    `Port ${port} in the service of ${aPolicy(policy)}`,
    port === FTP_PORT
      ? []
      : entry(policy.vdom, 'firewall service custom', own, [`set tcp-portrange ${port}`]),
    inPolicy(policy, `append service ${own}`),
  );
}

/** For a service that switches the session helper off. */
export const helperAllowed = ({ vdom, name }: Pick<Named, 'vdom' | 'name'>): Draft =>
  change(
    `The session helper on in service ${quoted(name)}`,
    '# Only new sessions follow it.',
    entry(vdom, 'firewall service custom', quoted(name), ['set helper auto']),
  );

/** Proxy mode, and deep inspection if the policy's profile does not do it yet. */
export function proxyMode(policy: Policy, opens: boolean | null, all: Configuration): Draft[] {
  const utm = policy.utmStatus.value ? [] : ['set utm-status enable'];
  return [
    change(
      `Proxy mode in ${aPolicy(policy)}`,
      '# Proxy mode uses more CPU and memory, and sessions of this policy are no longer offloaded.',
      inPolicy(policy, ...utm, 'set inspection-mode proxy'),
    ),
    ...(opens === true ? [] : [deepInspection(policy, all)]),
  ];
}

/** The way without a pinhole: the server's passive port range is forwarded permanently. */
export function passiveRange(vip: Vip, policy: Policy | null): Draft[] {
  const [server = '<server>'] = vip.mappedip.value;
  return [
    change(
      'Without a pinhole: forward a fixed passive range',
      RANGE_STANDS_OPEN,
      entry(vip.vdom, 'firewall vip', '"FTP-data"', [
        `set extip ${vip.extip.value ?? '<vip-address>'}`,
        `set mappedip ${quoted(server)}`,
        `set extintf ${quoted(vip.extintf.value)}`,
        'set portforward enable',
        'set extport 50000-51000',
        'set mappedport 50000-51000',
      ]),
      entry(vip.vdom, 'firewall service custom', '"FTP-data"', ['set tcp-portrange 50000-51000']),
      policy === null ? [] : inPolicy(policy, 'append dstaddr "FTP-data"', 'append service "FTP-data"'),
    ),
    ...serverRange(),
  ];
}
