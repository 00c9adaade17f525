import type { NamePattern } from './name-found.js';

/** Where prompts, logs and commands name a machine, and how devices are numbered. */
export const MACHINES: readonly NamePattern[] = [
  [
    'serial',
    /(?<![\w-])(?<name>F(?:G|W|V|A|M|P|S|E|C|D|R|X|T)[A-Z\d]{2,6}(?=[A-Z\d]*\d{6})[A-Z\d]{8,12})(?![\w-])/dg,
  ],
  // Switches, access points, tokens: sixteen characters as all of Fortinet's.
  ['serial', /(?<![\w-])(?<name>(?=[A-Z\d]{16}(?![\w-]))[A-Z]{1,3}[A-Z\d]{5,9}\d{6,8})(?![\w-])/dg],
  ['serial', /(?<![\w-])(?<name>FTK[A-Z\d]{11,13})(?![\w-])/dg],
  ['serial', /(?<![\w-])(?<name>F[A-Z]{2}-VM[A-Z\d]{1,4}\d{6,10})(?![\w-])/dg],
  [
    'serial',
    /\b(?:[Ss]erial(?:[ _-]?(?:[Nn]umber|[Nn]o\.?))?|S\/N|IMEI|imei|ICCID|IMSI)\s?[:=]\s?"?(?<name>(?=[A-Z-]{0,19}\d)[A-Z\d-]{8,20})(?![\w-])/dg,
  ],
  ['uuid', /(?<![\w-])(?<name>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\w-])/dgi],
  ['host', /^(?<name>[A-Za-z][\w.-]{0,63}) ?(?:\([^()]{1,64}\) ?){0,2}[#$] (?=\S)/dg],
  ['host', /^(?<name>[A-Za-z][\w.-]{0,63}) login: /dg],
  ['host', /^(?:Hostname: {1,20}|hostname )(?<name>\S{1,64})/dg],
  // Of a cluster, beside the serial or alone.
  ['host', /(?<![\w.-])(?<name>[A-Za-z][\w.-]{1,63})(?=\s{0,3}[,(]\s?F[A-Z]{1,2}[A-Z\d]{11,14}\b)/dg],
  [
    'host',
    /^(?:HA|Master|Slave|Primary|Secondary)\s{0,20}: ?(?<name>[A-Za-z][\w.-]{1,63})(?=\s?[,(]|\s*$)/dg,
  ],
  ['host', /^(?<name>[A-Za-z][\w.-]{1,63})(?=\s{2,20}F[A-Z]{1,2}[A-Z\d]{11,14}\b)/dg],
  ['host', /\bSystem time of (?<name>[A-Za-z][\w.-]{1,63})/dg],
  ['host', /\bsys(?:Name|Location|Contact)(?:\.0)?\s?[:=]\s?(?:STRING: )?"?(?<name>[^\s"][^"]*)/dgi],
  ['host', /\bDNS:(?<name>[\w*-]+(?:\.[\w-]+)*)/dg],
  [
    'host',
    /\b(?:devname|hostname|srcname|dstname|host|sni|server_?name|qname|domain|workgroup|realm|remote_host)["']?\s?[=:]\s?"?(?<name>[\w-]+(?:\.[\w-]+)*)/dgi,
  ],
  ['host', /\brequest name=(?<name>[\w.-]+)/dg],
  ['host', /(?<=[\w.+-]@)(?<name>[A-Za-z][\w-]*(?:\.[\w-]+)*)/dg],
  ['host', /\bdc=(?<name>[\w-]+)/dgi],
  // \\host\share, //host/share
  ['host', /(?<![\w\\])\\{2,4}(?<name>[A-Za-z][\w.-]{1,63})\\{1,2}[\w$]/dg],
  ['host', /(?<![\w:/])\/\/(?<name>[A-Za-z][\w.-]{1,63})\/\w/dg],
  // Commands, and what programs say of where they connect.
  [
    'host',
    /(?:^|[#$>] ?)(?:exec?\w{0,5} )?(?:ping6?|telnet|s?ftp|lftp|nc|ncat|tracert|traceroute6?|nslookup|dig|ssh)(?: -\w{1,3}){0,4} (?<name>[A-Za-z][\w.-]{1,63})(?=\s\d{1,5}\s*$|\s*$)/dg,
  ],
  [
    'host',
    /\b(?:Connected to|Trying|[Cc]onnect(?:ing)? to) (?<name>[A-Za-z][\w-]{1,63}(?:\.[\w-]{1,63}){0,6})/dg,
  ],
  // The head of a line of syslog.
  [
    'host',
    /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?<name>[A-Za-z][\w.-]{1,63}) (?=[\w./-]{1,40}(?:\[\d{1,8}\])?:|date=)/dg,
  ],
  ['host', /\b220[ -](?!Microsoft )(?<name>[A-Za-z][\w.-]{1,63}) (?:FTP|ftp|Microsoft FTP)\b/dg],
];
