import { isReadOnly } from '../../configuration/profiles.js';
import type { Remedy, StepNames, Names } from '../cause.js';
import { entry, ftpHelperEntry, inTable, nested, quoted } from './fortios-lines.js';
import { numbered, type Parts } from './steps.js';

/** There is nothing to do. */
export const noSteps: Remedy = () => [];

/** Makes a remedy from steps with names in them: known names are filled in, placeholders stand for the others. */
export function withNames(parts: (names: Names) => Parts): Remedy {
  return (known = {}) => numbered(...parts(withPlaceholders(known)));
}

function withPlaceholders({ active = false, tls = 'unknown', ...known }: StepNames): Names {
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
    tls,
    isReadOnly: known.sslProfile !== undefined && isReadOnly(known.sslProfile),
    controlPort: String(controlPort),
  };
}

const word = (name: string | undefined, placeholder: string): string => quoted(name ?? placeholder);

const address = (text: string | undefined, placeholder: string): string =>
  text !== undefined && /^[\da-fA-F:.]+$/.test(text) ? text : placeholder;

/** `policy 3`, or without its number. */
export const policyIn = ({ policy }: Names): string =>
  policy.startsWith('<') ? 'the policy' : `policy ${policy}`;

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
  sslProfileFor(names, ...nested('ftps', lines));

/** The policy's SSL profile; in place of one that nobody can edit, a clone that the policy then gets. */
export function sslProfileFor(names: Names, ...lines: string[]): string[] {
  const table = 'firewall ssl-ssh-profile';
  if (!names.isReadOnly) return entryFor(names, table, names.sslProfile, ...lines);
  return [
    ...cloneFor(names),
    ...entryFor(names, table, CLONE, ...lines),
    ...policyFor(names, `set ssl-ssh-profile ${CLONE}`),
  ];
}

/** What the profile is called that is made where none of the administrator's own can be named. */
const CLONE = '"FTP-deep"';

/** A profile that opens FTPS, with its side effect. */
const cloneFor = (names: Names): string[] => [
  '# A clone of "deep-inspection" takes the place of the SSL profile of the policy. It opens HTTPS and mail as well.',
  ...settingsFor(names, 'firewall ssl-ssh-profile', `clone "deep-inspection" to ${CLONE}`),
];

/** An SSL profile that opens FTPS, in the policy: its own, or a clone where its own is not known to be editable. */
export function openedBy(names: Names, ...more: string[]): string[] {
  const isOwn = !names.isReadOnly && names.sslProfile !== quoted('<ssl-profile>');
  return isOwn
    ? [
        ...inspectionFor(names, 'set status deep-inspection'),
        ...(more.length > 0 ? policyFor(names, ...more) : []),
      ]
    : [...cloneFor(names), ...policyFor(names, ...more, `set ssl-ssh-profile ${CLONE}`)];
}
