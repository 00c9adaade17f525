import { FTP_PORT, FTPS_PORT } from '../ftp.js';
import type { ConfigEntry } from '../events/listing.js';
import type { Origin } from '../events/record.js';
import type { Unit } from '../events/unit.js';
import { createPolicyLookups, type PolicyLookups } from './policy-lookups.js';
import { releasesOf, type Release } from './release.js';
import { unitOf } from './unit.js';
import {
  deletedFrom,
  switchSetting,
  numberSetting,
  portSetting,
  entriesAt,
  entriesWhenAsked,
  textSetting,
  listSetting,
  type PortRange,
  type Setting,
  type ConfigTableEntry,
} from './settings.js';

export interface Named {
  readonly name: string;
  readonly vdom: string | undefined;
  /** Its `edit` line. */
  readonly origin: Origin;
  /** No copy of it leaves lines out, so that a setting without a line has its default. */
  readonly complete: boolean;
}

/** `config firewall vip` and `vip6`. Addresses as printed: one, or a range `10.0.0.1-10.0.0.9`. */
export interface Vip extends Named {
  readonly extip: Setting<string | undefined>;
  readonly extintf: Setting<string>;
  readonly mappedip: Setting<string[]>;
  readonly portforward: Setting<boolean>;
  readonly protocol: Setting<string>;
  readonly extport: Setting<PortRange[]>;
  /** Without a line of its own it equals `extport`. */
  readonly mappedport: Setting<PortRange[]>;
  readonly srcFilter: Setting<string[]>;
}

/** `config firewall policy` and `policy6`; `name` is its id. */
export interface Policy extends Named {
  readonly srcintf: Setting<string[]>;
  readonly dstintf: Setting<string[]>;
  readonly srcaddr: Setting<string[]>;
  readonly dstaddr: Setting<string[]>;
  readonly service: Setting<string[]>;
  readonly action: Setting<string>;
  readonly status: Setting<boolean>;
  readonly nat: Setting<boolean>;
  readonly utmStatus: Setting<boolean>;
  readonly inspectionMode: Setting<string>;
  readonly sslSshProfile: Setting<string>;
  readonly profileProtocolOptions: Setting<string>;
}

/** `config firewall ssl-ssh-profile`: its `config ftps`, and `inspect-all` of its `config ssl`. */
export interface SslSshProfile extends Named {
  readonly ftpsPorts: Setting<PortRange[]>;
  readonly ftpsStatus: Setting<string>;
  readonly inspectAll: Setting<string>;
  readonly clientCertificate: Setting<string>;
  readonly expiredServerCert: Setting<string>;
  readonly revokedServerCert: Setting<string>;
  readonly untrustedServerCert: Setting<string>;
  readonly certValidationFailure: Setting<string>;
  /** Before 6.4 one setting stood for expired, revoked and invalid. */
  readonly invalidServerCert: Setting<string>;
}

/** `config firewall profile-protocol-options`: its `config ftp`. */
export interface ProtocolOptions extends Named {
  readonly ftpPorts: Setting<PortRange[]>;
  readonly ftpStatus: Setting<boolean>;
  readonly inspectAll: Setting<boolean>;
  readonly explicitFtpTls: Setting<boolean>;
}

/** `config system session-helper`; `name` is the number of its entry. */
export interface SessionHelper extends Named {
  readonly helper: Setting<string | undefined>;
  readonly protocol: Setting<number | undefined>;
  readonly port: Setting<number | undefined>;
}

/** `config firewall service custom`; destination ports only. */
export interface CustomService extends Named {
  readonly tcpPortrange: Setting<PortRange[]>;
  readonly helper: Setting<string>;
}

/** `config firewall vipgrp` and `config firewall service group`. */
interface Group extends Named {
  readonly member: Setting<string[]>;
}

/** What the configuration says about FTP. Tables that no input shows are empty. */
export interface Configuration extends PolicyLookups<Policy> {
  readonly unit: Unit | null;
  readonly releases: readonly Release[];
  readonly vipGroups: readonly Group[];
  readonly serviceGroups: readonly Group[];
  readonly vips: readonly Vip[];
  readonly policies: readonly Policy[];
  readonly sslSshProfiles: readonly SslSshProfile[];
  readonly protocolOptions: readonly ProtocolOptions[];
  readonly sessionHelpers: readonly SessionHelper[];
  /** Entries of that table that `delete` took away, by number; what they were nobody says. */
  readonly deletedHelpers: readonly ConfigEntry[];
  readonly customServices: readonly CustomService[];
}

export function configuration(entries: readonly ConfigEntry[]): Configuration {
  const vips = entriesAt(entries, ['firewall vip', 'firewall vip6'], vip);
  const vipGroups = entriesAt(entries, ['firewall vipgrp', 'firewall vipgrp6'], group);
  const policies = entriesWhenAsked(entries, ['firewall policy', 'firewall policy6'], policy);
  return {
    unit: unitOf(entries),
    releases: releasesOf(entries),
    vipGroups,
    serviceGroups: entriesAt(entries, ['firewall service group'], group),
    vips,
    policies,
    sslSshProfiles: profiles(entries, 'firewall ssl-ssh-profile', 'ftps', 'ssl').map(sslSshProfile),
    protocolOptions: profiles(entries, 'firewall profile-protocol-options', 'ftp').map(protocolOptions),
    sessionHelpers: entriesAt(entries, ['system session-helper'], sessionHelper),
    deletedHelpers: deletedFrom(entries, 'system session-helper'),
    customServices: entriesAt(entries, ['firewall service custom'], customService),
    ...createPolicyLookups(policies, [...vips, ...vipGroups]),
  };
}

const named = ({ name, vdom, origin, complete }: ConfigTableEntry): Named => ({
  name,
  vdom,
  origin,
  complete,
});

function group(of: ConfigTableEntry): Group {
  return { ...named(of), member: listSetting(of, 'member') };
}

function vip(of: ConfigTableEntry): Vip {
  const extport = portSetting(of, 'extport');
  return {
    ...named(of),
    extip: textSetting(of, 'extip', undefined),
    extintf: textSetting(of, 'extintf', 'any'),
    mappedip: listSetting(of, 'mappedip'),
    portforward: switchSetting(of, 'portforward', false),
    protocol: textSetting(of, 'protocol', 'tcp'),
    extport,
    mappedport: portSetting(of, 'mappedport', extport.value),
    srcFilter: listSetting(of, 'src-filter'),
  };
}

function policy(of: ConfigTableEntry): Policy {
  return {
    ...named(of),
    srcintf: listSetting(of, 'srcintf'),
    dstintf: listSetting(of, 'dstintf'),
    srcaddr: listSetting(of, 'srcaddr'),
    dstaddr: listSetting(of, 'dstaddr'),
    service: listSetting(of, 'service'),
    action: textSetting(of, 'action', 'deny'),
    status: switchSetting(of, 'status', true),
    nat: switchSetting(of, 'nat', false),
    utmStatus: switchSetting(of, 'utm-status', false),
    inspectionMode: textSetting(of, 'inspection-mode', 'flow'),
    sslSshProfile: textSetting(of, 'ssl-ssh-profile', 'no-inspection'),
    profileProtocolOptions: textSetting(of, 'profile-protocol-options', 'default'),
  };
}

/** A profile with its nested tables, each by its own name. */
interface Profile {
  readonly of: ConfigTableEntry;
  readonly nested: Readonly<Record<string, ConfigTableEntry | undefined>>;
}

const itself = (of: ConfigTableEntry): ConfigTableEntry => of;

/** A copy may hold a nested table alone, its `edit` without settings: then that table shows that the profile exists. */
function profiles(entries: readonly ConfigEntry[], path: string, ...names: string[]): Profile[] {
  const key = ({ name, vdom }: ConfigTableEntry): string => JSON.stringify([name, vdom]);
  const byKey = (found: readonly ConfigTableEntry[]): Map<string, ConfigTableEntry> =>
    new Map(found.map((one) => [key(one), one]));
  const all = byKey(entriesAt(entries, [path], itself));
  const inside = names.map((name) => [name, byKey(entriesAt(entries, [`${path} ${name}`], itself))] as const);
  for (const [, found] of inside) for (const [at, one] of found) if (!all.has(at)) all.set(at, one);
  return [...all].map(([at, of]) => ({
    of,
    nested: Object.fromEntries(inside.map(([name, found]) => [name, found.get(at)])),
  }));
}

function sslSshProfile({ of, nested }: Profile): SslSshProfile {
  const ftps = nested['ftps'];
  return {
    ...named(of),
    ftpsPorts: portSetting(ftps, 'ports', [{ first: FTPS_PORT, last: FTPS_PORT }]),
    ftpsStatus: textSetting(ftps, 'status', 'deep-inspection'),
    inspectAll: textSetting(nested['ssl'], 'inspect-all', 'disable'),
    clientCertificate: textSetting(ftps, 'client-certificate', 'bypass'),
    expiredServerCert: textSetting(ftps, 'expired-server-cert', 'block'),
    revokedServerCert: textSetting(ftps, 'revoked-server-cert', 'block'),
    untrustedServerCert: textSetting(ftps, 'untrusted-server-cert', 'allow'),
    certValidationFailure: textSetting(ftps, 'cert-validation-failure', 'block'),
    invalidServerCert: textSetting(ftps, 'invalid-server-cert', 'block'),
  };
}

function protocolOptions({ of, nested }: Profile): ProtocolOptions {
  const ftp = nested['ftp'];
  return {
    ...named(of),
    ftpPorts: portSetting(ftp, 'ports', [{ first: FTP_PORT, last: FTP_PORT }]),
    ftpStatus: switchSetting(ftp, 'status', true),
    inspectAll: switchSetting(ftp, 'inspect-all', false),
    explicitFtpTls: switchSetting(ftp, 'explicit-ftp-tls', false),
  };
}

function sessionHelper(of: ConfigTableEntry): SessionHelper {
  return {
    ...named(of),
    helper: textSetting(of, 'name', undefined),
    protocol: numberSetting(of, 'protocol'),
    port: numberSetting(of, 'port'),
  };
}

function customService(of: ConfigTableEntry): CustomService {
  return {
    ...named(of),
    tcpPortrange: portSetting(of, 'tcp-portrange'),
    helper: textSetting(of, 'helper', 'auto'),
  };
}
