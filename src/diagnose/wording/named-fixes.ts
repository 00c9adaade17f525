import type { Fix, Names } from '../cause.js';
import { entry, inTable, nested, quoted, sharedEntry } from './fortios-lines.js';

/** Nothing is to be done. */
export const noFix: Fix = () => [];

/** Fills in what is known, and the placeholders for the rest. */
export function withNames(lines: (names: Names) => readonly (string | readonly string[])[]): Fix {
  return ({
    policy,
    sslProfile,
    protocolProfile,
    vip,
    vdom,
    dialled,
    server,
    port,
    client,
    active,
    plain,
    controlPort,
    extintf,
  } = {}) =>
    lines({
      policy: policy !== undefined && /^\d+$/.test(policy) ? policy : '<policy-id>',
      sslProfile: quoted(sslProfile ?? '<ssl-profile>'),
      protocolProfile: quoted(protocolProfile ?? '<protocol-options>'),
      vip: quoted(vip ?? '<vip>'),
      vdom: vdom ?? 'root',
      dialled: address(dialled) ?? '<vip-address>',
      server: address(server) ?? '<server>',
      port: port === undefined ? '<port>' : String(port),
      client: address(client) ?? '<client>',
      extintf: quoted(extintf ?? 'any'),
      active: active ?? false,
      plain: plain ?? false,
      controlPort: String(controlPort ?? 21),
    }).flat();
}

const address = (text: string | undefined): string | undefined =>
  text !== undefined && /^[\da-fA-F:.]+$/.test(text) ? text : undefined;

/** The VDOM that every unit has needs no `config vdom`: a unit without VDOMs does not know the command. */
const vdomOf = ({ vdom }: Names): string | undefined => (vdom === 'root' ? undefined : vdom);

export const entryFor = (names: Names, table: string, name: string, ...lines: string[]): string[] =>
  entry(vdomOf(names), table, name, lines);

/** Of a table that all VDOMs share. */
export const sharedEntryFor = (names: Names, table: string, name: string, ...lines: string[]): string[] =>
  sharedEntry(vdomOf(names), table, name, lines);

/** Settings of a table that has no entries. */
export const settingsFor = (names: Names, table: string, ...lines: string[]): string[] =>
  inTable(vdomOf(names), table, lines);

/** Settings of the whole unit. */
export const globalSettings = (table: string, ...lines: string[]): string[] =>
  inTable(undefined, table, lines);

export const policyFor = (names: Names, ...lines: string[]): string[] =>
  entryFor(names, 'firewall policy', names.policy, ...lines);

/** FTP in the policy's protocol options. */
export const protocolFor = (names: Names, ...lines: string[]): string[] =>
  entryFor(names, 'firewall profile-protocol-options', names.protocolProfile, ...nested('ftp', lines));

/** FTPS in the policy's SSL profile. */
export const inspectionFor = (names: Names, ...lines: string[]): string[] =>
  entryFor(names, 'firewall ssl-ssh-profile', names.sslProfile, ...nested('ftps', lines));
