import { groupSpan } from '../../secrets/span.js';
import type { NameKind } from '../pseudonym/pseudonyms.js';
import type { NameFound } from './name-found.js';

/** Kinds of what a table holds, by the beginning of its path. */
const TABLES: readonly (readonly [path: RegExp, kind: NameKind])[] = [
  [/^firewall vip/, 'vip'],
  [/^firewall (?:address|addrgrp|ippool|internet-service|proxy-address|multicast-address)/, 'object'],
  [/^firewall (?:\w+-)?policy/, 'policy'],
  [/^system (?:interface|virtual-wan-link|sdwan)/, 'interface'],
  [/^vpn ipsec/, 'interface'],
  [/^(?:system )?zone/, 'zone'],
  [/^vdom/, 'vdom'],
  [/^(?:user local|user fsso|system admin)/, 'user'],
  [/^user group/, 'group'],
  [/certificate/, 'certificate'],
  [/profile|sensor|options|filter/, 'profile'],
];

/** Kinds of what a setting names. */
const SETTINGS: readonly (readonly [key: RegExp, kind: NameKind])[] = [
  [
    /^(?:\w+-)*(?:srcintf|dstintf|extintf|interface|intf|device|associated-interface|src-?intf|dst-?intf)(?:-\w+)?$/,
    'interface',
  ],
  [/^(?:\w+-)*(?:srcaddr|dstaddr|src-addr|dst-addr|internal-addr|source|destination)\d?(?:-\w+)?$/, 'object'],
  [/^vdom$|^(?:\w+-)vdom$/, 'vdom'],
  [
    /^(?:hostname|fqdn|server|domain|sni|mapped-host|wildcard-fqdn|host|alias|server-name|primary-server)$/,
    'host',
  ],
  [
    /^(?:user|users|username|login|login-name|admin|auth-user|xauth-user|email-to|mail-to\d|replyto)$/,
    'user',
  ],
  [/^(?:groups?|user-group|usrgrp)$/, 'group'],
  [/^(?:\w+-)*(?:cert|certificate|certname(?:-\w+)?|caname|ca|server-cert)$/, 'certificate'],
  [/^(?:\w+-)*(?:profile|sensor|list|profile-group|options|filter)$/, 'profile'],
  [/^member$/, 'name'],
];

/** A bare word after these is a name as well: what is typed need not be quoted. */
const NAMED_BARE =
  /^(?:srcintf|dstintf|extintf|interface|intf|srcaddr|dstaddr|vdom|hostname|fqdn|server|user|username|member)$/;

/** Values that are no names though they are quoted. */
const NO_NAME =
  /^(?:timezone|language|version|ports?|start|end|start-date|end-date|time|day|status|action|type|protocol)$/;

const STATEMENT =
  /(?<![\w-])(?:(?:s?et|append|unselect|select)\s{1,20}(?<key>[a-z][\w-]*)|(?<edit>e?dit|rename|clone|delete))(?<gap>\s{1,20})(?<value>(?:"(?:[^"\\]|\\.)*(?:"|$)|[^\s"]\S*)(?:\s+(?!(?:config|edit|set|append|unset|next|end)\b|<-|\/\/)(?:"(?:[^"\\]|\\.)*(?:"|$)|\S+))*)/dgi;
const VALUE = /"(?<name>(?:[^"\\]|\\.)*)"?|(?<bare>[^\s"]\S*)/dg;

/** Names in a line of configuration, by the table and the setting they stand in. FortiOS quotes what somebody chose. */
export function settingsIn(text: string, table: string): NameFound[] {
  if (!/(?:et|it|append|select|rename|clone|delete)\s/i.test(text)) return [];
  return [...text.matchAll(STATEMENT)].flatMap((match) => {
    const { key, value = '' } = match.groups ?? {};
    const { from } = groupSpan(match, 'value');
    if (key !== undefined && NO_NAME.test(key)) return [];
    if (key === 'uuid') return [{ from, to: from + value.length, kind: 'uuid' as const, value }];
    return valuesIn(value, from, kindOf(key, table), mayBeBare(key, text.slice(0, match.index)));
  });
}

/** A sentence may hold the word set, too: only at the beginning of a line may a bare word be taken for a name. */
function mayBeBare(key: string | undefined, before: string): boolean {
  if (key !== undefined && !NAMED_BARE.test(key)) return false;
  return /^\s*(?:\S{1,64} )?(?:\([^)]*\) )?(?:[#$] ?)?$/.test(before);
}

function kindOf(key: string | undefined, table: string): NameKind {
  const ofTable = TABLES.find(([path]) => path.test(table))?.[1];
  if (key === undefined || key === 'name') return ofTable ?? (key === 'name' ? 'policy' : 'name');
  if (key === 'member' && ofTable !== undefined) return ofTable === 'zone' ? 'interface' : ofTable;
  return SETTINGS.find(([name]) => name.test(key))?.[1] ?? 'name';
}

function valuesIn(value: string, at: number, kind: NameKind, bareToo: boolean): NameFound[] {
  return [...value.matchAll(VALUE)].flatMap((match) => {
    const quoted = match.indices?.groups?.['name'];
    const bare = bareToo ? match.indices?.groups?.['bare'] : undefined;
    const [from, to] = quoted ?? bare ?? [0, 0];
    const name = value.slice(from, to);
    if (name.trim() === '' || (bare !== undefined && !/^[\w.@-]+$/.test(name))) return [];
    return [{ from: at + from, to: at + to, kind, value: name }];
  });
}
