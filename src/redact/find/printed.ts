import { isSaidOfSomebody } from './in-a-sentence.js';
import { MACHINES } from './machines.js';
import { addNamed, type NameFound, type NamePattern } from './name-found.js';
import { PATHS } from './paths.js';
import { PEOPLE } from './people.js';

/** Where FortiOS and its logs name what was configured. */
const CONFIGURED: readonly NamePattern[] = [
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
  // A tunnel of IPsec is the interface that its phase 1 makes.
  ['interface', /\bike (?:V=[^\s:]{1,31}:)?\d{1,4}:(?<name>[A-Za-z][\w.-]{0,34}):/dg],
  ['interface', /^name=(?<name>[A-Za-z][\w.-]{0,34}) ver=\d/dg],
  ['vdom', /\bike V=(?<name>[\w.-]{1,31}):/dg],
  ['name', /(?<![\w-])(?:ssid|ap|apsn|peer(?==[A-Za-z]))["']?\s?=\s?"?(?<name>[A-Za-z][\w.-]*)/dgi],
  ['group', /(?<![\w-])group(?:name)?=(?!0x)(?<name>[A-Za-z][\w.-]+)/dgi],
  ['group', /\buser \S{2,64} (?:in )?group (?<name>[\w.-]{2,64})/dg],
  ['group', /\bauth req \d{1,9} for \S{2,64} in (?<name>[\w.-]{2,64}) opt/dg],
  ['group', /(?<![\w-])group(?:name)?=(?:"(?<name>[^"]+)"|'[^']*')/dgi],
  ['policy', /(?<![\w-])policy_?name="(?<name>[^"]+)"/dgi],
  ['name', /(?<![\w-])(?:profile|srccity|dstcity|service_?name|vpn|vpntunnel|app)="(?<name>[^"]+)"/dgi],
  ['certificate', /\b(?:CN|OU|O|emailAddress|UID)\s?=\s?(?:"(?<name>[^"]+)"|'[^']*')/dg],
  [
    'certificate',
    /\b(?:CN|OU|emailAddress|UID)\s?=\s?(?<name>[^\s,/+"'][^,/+"']*?)(?=\s{0,20}[,/+"')]|\s{1,20}[A-Z]{1,2}\s?=|\s{0,20}$)/dg,
  ],
  [
    'certificate',
    /(?<=[,/ ])(?:O|L|ST|street|postalCode)\s?=\s?(?<name>[^\s,/+"'\d][^,/+"']*?)(?=\s{0,20}[,/+"')]|\s{1,20}[A-Z]{1,2}\s?=|\s{0,20}$)/dg,
  ],
];

const PRINTED: readonly NamePattern[] = [...MACHINES, ...CONFIGURED, ...PEOPLE, ...PATHS];

/** Where the unit, logs and other programs print a name, and what kind of name it then is. */
export function printedIn(text: string): NameFound[] {
  const found: NameFound[] = [];
  for (const [kind, pattern] of PRINTED) addNamed(found, text, pattern, kind);
  return found.filter(isSaidOfSomebody);
}
