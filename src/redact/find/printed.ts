import { namedBy, type NameFound } from './name-found.js';

/** Where FortiOS, its logs and other programs print a name, and what kind of name it then is. */
const PRINTED: readonly (readonly [kind: NameFound['kind'], pattern: RegExp])[] = [
  [
    'serial',
    /(?<![\w-])(?<name>F(?:G|W|V|A|M|P|S|E|C|D|R|X|T)[A-Z\d]{2,6}(?=[A-Z\d]*\d{6})[A-Z\d]{8,12})(?![\w-])/dg,
  ],
  ['uuid', /(?<![\w-])(?<name>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\w-])/dgi],
  ['vdom', /\bvd-(?<name>[\w.-]{1,31})(?=:\d| received)/dg],
  ['vdom', /\b(?:current vf|vdom|vd)[=:] ?"?(?<name>[A-Za-z_][\w.-]{0,30})/dg],
  ['interface', /\) ?(?:tun_id=\S{1,64} )?from (?<name>[\w.-]{1,35}?)\s?\.(?= |"|$)/dg],
  ['interface', /\b(?:gw-\S+ via |outdev-|dev-|intf-)(?<name>[A-Za-z][\w.-]{0,34}?)(?=[\s",]|\.?"|$)/dg],
  ['interface', /\b(?:in|out)-\[(?<name>[\w.-]{1,35})\]/dg],
  ['interface', /\binterfaces=\[(?<name>[\w.-]{1,35})\]/dg],
  ['interface', /\bsniffer packet (?<name>[\w.-]{1,35}) /dg],
  ['interface', /\b(?:tunnel|interface)-(?<name>[A-Za-z][\w.-]{0,34})/dg],
  [
    'interface',
    /\b(?:IP[Ss]ec (?:interface|tunnel) |offloading session from |Check policy between )(?<name>[A-Za-z][\w.-]{0,34}?)(?=[\s",]|\.?"|$)/dg,
  ],
  [
    'interface',
    /\b(?:offloading session from|Check policy between) \S+ (?:to|->) (?<name>[A-Za-z][\w.-]{0,34}?)(?=[\s",]|\.?"|$)/dg,
  ],
  [
    'interface',
    /^(?:\[\w+\] ?)?(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+|\d+\.\d{6}) (?<name>[A-Za-z][\w.-]{0,34}) (?:in|out|--) /dg,
  ],
  ['interface', /\b(?:srcintf|dstintf|intf|interface|outintf|inintf)="?(?<name>[A-Za-z][\w.-]{0,34})/dg],
  ['interface', /\btunnel=(?<name>[A-Za-z][\w.-]{0,34})\//dg],
  ['interface', /\btunnel=\w*\/(?<name>[A-Za-z][\w.-]{0,34})/dg],
  ['host', /^(?<name>[A-Za-z][\w.-]{0,63}) ?(?:\([^()]{1,64}\) ?){0,2}[#$] (?=\S)/dg],
  ['host', /^Hostname: {1,20}(?<name>\S{1,64})/dg],
  [
    'host',
    /\b(?:devname|hostname|srcname|dstname|host|sni|server_?name|qname|domain|remote_host)["']?\s?[=:]\s?"?(?<name>[\w-]+(?:\.[\w-]+)*)/dgi,
  ],
  ['host', /\brequest name=(?<name>[\w.-]+)/dg],
  [
    'user',
    /(?<![\w-])(?:(?:src|dst|unauth|xauth|auth|login|admin)?user(?:_?name)?|login|account|logon)["']?\s?[=:]\s?(?:"(?<name>[^"]+)"|'[^']*')/dgi,
  ],
  [
    'user',
    /(?<![\w-])(?:(?:src|dst|unauth|xauth|auth|login|admin)?user(?:_?name)?|login|account|logon)["']?(?:=|:\s?)(?<name>[^\s"',;)\]]+)/dgi,
  ],
  ['user', /\blogin as: (?<name>\S+)/dg],
  ['user', /(?<![\w.+/-])(?<name>[\w.+-]+)@[\w[]/dg],
  ['host', /(?<=[\w.+-]@)(?<name>[A-Za-z][\w-]*(?:\.[\w-]+)*)/dg],
  ['user', /(?:\/home|\/Users|\\Users)[\\/](?<name>[^\s\\/"':;,]+)/dg],
  ['group', /(?<![\w-])group(?:name)?=(?:"(?<name>[^"]+)"|'[^']*')/dgi],
  ['policy', /(?<![\w-])policy_?name="(?<name>[^"]+)"/dgi],
  ['name', /(?<![\w-])(?:profile|srccity|dstcity|service_?name|vpn|vpntunnel|app)="(?<name>[^"]+)"/dgi],
  [
    'file',
    /(?<![\w-])(?:file(?:_?name)?|path|dir|folder|cwd|arg)["']?\s?[=:]\s?(?:"(?<name>[^"]+)"|'[^']*')/dgi,
  ],
  [
    'file',
    /(?<![\w-])(?:file_?name|file|path|dir|folder|cwd|arg)["']?[=:]\s?(?<name>(?=[^\s"',;)\]]{0,200}[/\\.])[^\s"',;)\]]+)/dgi,
  ],
  ['file', /\b(?:GET|POST|PUT|HEAD|DELETE|PATCH|PROPFIND|OPTIONS) (?<name>\/\S*) HTTP\//dg],
  ['certificate', /\b(?:CN|OU|O|emailAddress|UID)\s?=\s?(?:"(?<name>[^"]+)"|'[^']*')/dg],
  [
    'certificate',
    /\b(?:CN|OU|emailAddress|UID)\s?=\s?(?<name>[^\s,/+"'][^,/+"']*?)(?=\s{0,20}[,/+"')]|\s{1,20}[A-Z]{1,2}\s?=|\s{0,20}$)/dg,
  ],
  [
    'certificate',
    /(?<=[,/ ])O\s?=\s?(?<name>[^\s,/+"'\d][^,/+"']*?)(?=\s{0,20}[,/+"')]|\s{1,20}[A-Z]{1,2}\s?=|\s{0,20}$)/dg,
  ],
];

export function printedIn(text: string): NameFound[] {
  return PRINTED.flatMap(([kind, pattern]) => namedBy(text, pattern, kind));
}
