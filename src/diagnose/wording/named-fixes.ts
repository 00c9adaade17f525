import type { Fix, FixNames, Names } from '../cause.js';
import { entry, ftpHelperEntry, inTable, nested, quoted } from './fortios-lines.js';

/** There is nothing to change. */
export const noFix: Fix = () => [];

/** Makes a fix from lines with names in them: known names are filled in, placeholders stand for the others. */
export function withNames(lines: (names: Names) => readonly (string | readonly string[])[]): Fix {
  return (known = {}) => lines(withPlaceholders(known)).flat();
}

function withPlaceholders({ active = false, plain = false, ...known }: FixNames): Names {
  const { policy, vdom = 'root', port, controlPort = 21 } = known;
  return {
    policy: policy !== undefined && /^\d+$/.test(policy) ? policy : '<policy-id>',
    sslProfile: word(known.sslProfile, '<ssl-profile>'),
    protocolProfile: word(known.protocolProfile, '<protocol-options>'),
    vip: word(known.vip, '<vip>'),
    vdom,
    dialled: address(known.dialled, '<vip-address>'),
    server: address(known.server, '<server>'),
    port: port === undefined ? '<port>' : String(port),
    client: address(known.client, '<client>'),
    extintf: word(known.extintf, 'any'),
    active,
    plain,
    controlPort: String(controlPort),
  };
}

const word = (name: string | undefined, placeholder: string): string => quoted(name ?? placeholder);

const address = (text: string | undefined, placeholder: string): string =>
  text !== undefined && /^[\da-fA-F:.]+$/.test(text) ? text : placeholder;

/**
 * The VDOM root needs no `config vdom`: it exists on every unit, and a unit without VDOMs does not know the command.
 */
const vdomOf = ({ vdom }: Names): string | undefined => (vdom === 'root' ? undefined : vdom);

export const entryFor = (names: Names, table: string, name: string, ...lines: string[]): string[] =>
  entry(vdomOf(names), table, name, lines);

/** A session helper for FTP on a port, for all policies. */
export const ftpHelperFor = (names: Names, port: string): string[] => ftpHelperEntry(vdomOf(names), port);

/** A static route to the client's network. */
export const clientRouteFor = (names: Names): string[] =>
  entryFor(
    names,
    'router static',
    '0',
    'set dst <client-network>',
    'set gateway <gateway>',
    'set device "<interface>"',
  );

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
