import { flowMessages } from '../../catalogue/flow.js';
import { wadMessages } from '../../catalogue/wad.js';
import type { NameFound } from './name-found.js';

/** Names that every unit has, or that everybody uses: they say nothing of whose it is. */
const SHIPPED: Readonly<Partial<Record<NameFound['kind'], RegExp>>> = {
  interface:
    /^(?:any|all|local|root|global|virtual-wan-link|fortilink|modem|mgmt\d*|ha\d*|dmz\d*|wan\d*|lan\d*|internal\w?\d*|port\d+|x\d+|s\d+|[ab]|wlan\d*|wifi|usb-?wan|aux|loopback\d*|lo|eth\d+|npu\d+_vlink\d*|ssl\.\w+|l2t\.\w+|naf\.\w+|vsys_\w+|tun\d*|ppp\d+|slot\d+|base[12]|elbc-ctrl\S*|f[pi][mc]\d+\S*)(?:\.\d{1,4})?$/i,
  vdom: /^(?:root|global|vsys_\w+|mgmt-vdom|\d+)$/,
  zone: /^(?:any|all)$/i,
  object:
    /^(?:all|any|none|dns|FABRIC_DEVICE|FIREWALL_AUTH_PORTAL_ADDRESS|SSLVPN_TUNNEL_\w+|autoupdate\.opera\.com|google-play|swscan\.apple\.com|update\.microsoft\.com|gmail\.com|wildcard\..*|login\.\w+\.com|Microsoft Office 365|G Suite)$/i,
  policy: /^(?:implicit(?: deny)?)$/i,
  user: /^(?:guest|anonymous|ftp|root|nobody|maintainer|N\/A|none|unknown|\(?nil\)?|null)$/i,
  group: /^(?:Guest-group|SSO_Guest_Users|N\/A|none)$/i,
  host: /^(?:localhost|FGT|FortiGate(?:-\w+)*|FortiOS|none|null|N\/A|any|all)$/i,
  certificate: /^(?:Fortinet_\w+|self-signed|default|none|FortiGate)$/i,
  // Folders that every system has say where a file lies, and not whose it is.
  file: /^(?:[./*\\-]*|-[A-Za-z]+|srv|home|usr|var|etc|tmp|opt|bin|sbin|lib|dev|proc|sys|run|mnt|media|spool|mail|log|logs|data|ftp|www|html|api|v2|cmdb|monitor|fortidev|ftproot|inetpub|Users|Windows|Program Files|Desktop|Documents|Downloads|pub|in|out|incoming|outgoing|upload|uploads|download|downloads|archive|backup)$/,
};

/** Profiles, services, schedules and other objects of a fresh unit, and words that FortiOS quotes. */
const SHIPPED_OBJECT =
  /^(?:default(?:-\S+)?|none|any|all(?:_\w+)?|always|never|enable|disable|no-inspection|certificate-inspection|deep-inspection|custom-deep-inspection|g-default|g-wifi-default|wifi-default|sniffer-profile|monitor-all|protect_\w+|high_security|block-\S+|flow-based|ftp(?:_get|_put|s)?|https?|dns|ping\d?|ssh|telnet|smtps?|pop3s?|imaps?|tcp|udp|icmp\d?|ntp|snmp|syslog|ldap(?:_udp)?|radius(?:-old)?|kerberos|samba|smb|rdp|vnc|nfs|h323|sip(?:-\w+)?|tftp|l2tp|pptp|ike|gre|ah|esp|bgp|ospf|rip|dhcp6?|traceroute|nntp|winframe|mms|mysql|ms-sql|oracle|squid|socks|web access|email access|windows ad|file access|authentication|general|network services|remote access|tunneling|voip.*|web proxy|wins|x-windows|finger|gopher|rsh|rtsp|talk|uucp|irc|wais|aol|afs3|netmeeting|onc-rpc|dce-rpc|cvspserver|quake|rlogin|sccp|internet-locator-service|pc-anywhere|info_\w+|timestamp|webproxy|super_admin|prof_admin|custom|proxy|flow|full|utm|log|report|read|write|\d[\d.,:/ -]*)$/i;

export function isShipped({ kind, value }: Pick<NameFound, 'kind' | 'value'>): boolean {
  if (!/\p{L}/u.test(value)) return !['file', 'serial'].includes(kind) || !/\d/.test(value);
  if (SHIPPED[kind]?.test(value) === true) return true;
  return ['name', 'profile'].includes(kind) && SHIPPED_OBJECT.test(value);
}

/**
 * Words that stand in much of what the unit prints. A name that is one of them is replaced where its place shows that it
 * is a name, and nowhere else.
 */
const ORDINARY =
  /^(?:\w{1,2}|\d+|ftps?|explicit|implicit|http\w?|ssh|dns|tcp|udp|icmp|ip|ssl|tls|vpn|vip|nat|wan|lan|dmz|web|mail|server|client|user|users|admin|test|internal|external|inside|outside|policy|default|any|all|in|out|from|to|on|off|and|or|the|root|control|data|session|packet|proxy|flow|port|host|name|group|address|interface|local|remote|allow|deny|accept|drop|block|access|internet|guest|file|files|public|private|main|new|old|reply|original|state|normal|message|received|error|debug|trace|set|edit|next|end|config|show|enable|disable|type|mode|list|syn|ack|fin|rst|psh|pasv|port\w*|epsv|eprt|retr|stor|auth|pass|quit|active|passive|transfer|secure|backup|service|system|firewall|fortigate|fortinet|route|gateway|network|office|home|upload|download|incoming|outgoing|pub|tmp|var|etc|ftp\w?|sftp|connection|connected|closed|open|opened|worked|failed|inconclusive|unused|offer|offers|pinhole|expectation|wad|sniffer|capture|line|lines|time|source|destination|verdict|code|stage|hit|seen|missing)$/i;

/** Every word of the messages that FortiOS prints. */
const OF_MESSAGES: ReadonlySet<string> = new Set(
  [...flowMessages, ...wadMessages].flatMap(
    ({ samples }) =>
      samples
        .join(' ')
        .toLowerCase()
        .match(/[a-z]{3,}/g) ?? [],
  ),
);

export function isOrdinary(word: string): boolean {
  return ORDINARY.test(word) || OF_MESSAGES.has(word.toLowerCase());
}
