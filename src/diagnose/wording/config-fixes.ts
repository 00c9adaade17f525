import type { Configuration, Named, Policy, Vip } from '../../configuration/configuration.js';
import { alsoUsedBy, isReadOnly, openingProfile, sslProfileOf } from '../../configuration/profiles.js';
import { entry, inTable, nested, quoted } from './fortios-lines.js';

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
  '# Deep inspection decrypts: clients are shown a certificate of this unit, or the server’s own once it is imported.';

/**
 * Opens FTPS in the policy's own SSL profile. A profile that cannot be edited is cloned, and the policy gets the
 * clone.
 */
export function deepInspection(policy: Policy, all: Configuration): string[] {
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
  return [
    DECRYPTS,
    `# ${quoted(profile)} is read-only: use a clone of "deep-inspection", which opens HTTPS and mail as well.`,
    ...inTable(policy.vdom, 'firewall ssl-ssh-profile', ['clone "deep-inspection" to "FTP-deep"']),
    ...inPolicy(policy, 'set ssl-ssh-profile "FTP-deep"'),
  ];
}

/** Proxy mode, and deep inspection if the policy's profile does not do it yet. */
export function proxyMode(policy: Policy, opens: boolean | null, all: Configuration): string[] {
  const utm = policy.utmStatus.value ? [] : ['set utm-status enable'];
  return [
    '# Proxy mode uses more CPU and memory, and sessions of this policy are no longer offloaded.',
    ...inPolicy(policy, ...utm, 'set inspection-mode proxy'),
    ...(opens === true ? [] : deepInspection(policy, all)),
  ];
}

/** The way without a pinhole: the server's passive port range is forwarded permanently. */
export function passiveRange(vip: Vip, policy: Policy | null): string[] {
  const [server = '<server>'] = vip.mappedip.value;
  return [
    '# Or without a pinhole, forward a fixed passive range; it then stands open to everybody the policy admits.',
    ...entry(vip.vdom, 'firewall vip', '"FTP-data"', [
      `set extip ${vip.extip.value ?? '<vip-address>'}`,
      `set mappedip ${quoted(server)}`,
      `set extintf ${quoted(vip.extintf.value)}`,
      'set portforward enable',
      'set extport 50000-51000',
      'set mappedport 50000-51000',
    ]),
    ...entry(vip.vdom, 'firewall service custom', '"FTP-data"', ['set tcp-portrange 50000-51000']),
    ...(policy === null ? [] : inPolicy(policy, 'append dstaddr "FTP-data"', 'append service "FTP-data"')),
    '# On the server, vsftpd: pasv_min_port=50000 and pasv_max_port=51000; ProFTPD: PassivePorts 50000 51000',
  ];
}
