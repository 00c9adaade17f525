import type { Fix, Names } from '../cause.js';

/** Nothing is to be done. */
export const noFix: Fix = () => [];

/** Fills in what is known, and the placeholders for the rest. */
export function fix(lines: (names: Names) => readonly (string | readonly string[])[]): Fix {
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

/** A name from a capture as a FortiOS word: it cannot end the word it is in, or begin a line. */
function quoted(name: string): string {
  return `"${name.replace(/\p{Cc}/gu, ' ').replace(/["\\]/g, '\\$&')}"`;
}

/** The lines of one entry, inside of its VDOM where that is not the one that every unit has. */
export function entry(names: Names, table: string, name: string, ...settings: string[]): string[] {
  return inVdom(names, [
    `config ${table}`,
    `    edit ${name}`,
    ...settings.map((line) => `        ${line}`),
    '    next',
    'end',
  ]);
}

/** The same of a table that all VDOMs share: where there are several it is reached by way of `config global`. */
export function sharedEntry(names: Names, table: string, name: string, ...settings: string[]): string[] {
  const lines = entry({ ...names, vdom: 'root' }, table, name, ...settings);
  return names.vdom === 'root' ? lines : ['config global', ...lines, 'end'];
}

/** Settings of a table that has no entries. */
export function settings(names: Names, table: string, ...lines: string[]): string[] {
  return inVdom(names, globally(table, ...lines));
}

/** Settings of the whole unit. */
export function globally(table: string, ...lines: string[]): string[] {
  return [`config ${table}`, ...lines.map((line) => `    ${line}`), 'end'];
}

const inVdom = ({ vdom }: Names, lines: string[]): string[] =>
  vdom === 'root' ? lines : ['config vdom', `edit ${quoted(vdom)}`, ...lines, 'end'];

export const policy = (names: Names, ...lines: string[]): string[] =>
  entry(names, 'firewall policy', names.policy, ...lines);

/** One protocol of the policy's protocol options. */
export const protocol = (names: Names, ...lines: string[]): string[] =>
  entry(
    names,
    'firewall profile-protocol-options',
    names.protocolProfile,
    'config ftp',
    ...lines.map((line) => `    ${line}`),
    'end',
  );

export const inspection = (names: Names, ...lines: string[]): string[] =>
  entry(
    names,
    'firewall ssl-ssh-profile',
    names.sslProfile,
    'config ftps',
    ...lines.map((line) => `    ${line}`),
    'end',
  );

export const deepInspection = (names: Names): string[] => [
  '# Clients then see a certificate of the unit, or the server’s own once it is installed on the unit.',
  '# The profiles that FortiOS brings along are read-only: clone deep-inspection and edit the clone.',
  ...inspection(names, 'set ports 990', 'set status deep-inspection'),
];

export const proxyMode = (names: Names): string[] => [
  '# The proxy ends both connections on the unit: more CPU and memory, and no offload for this policy.',
  ...policy(
    names,
    'set utm-status enable',
    'set inspection-mode proxy',
    `set ssl-ssh-profile ${names.sslProfile}`,
    `set profile-protocol-options ${names.protocolProfile}`,
  ),
];

/** By which way the unit reaches a host. */
export const routeTo = (host: string): string =>
  host.includes(':') ? 'get router info6 routing-table' : `get router info routing-table details ${host}`;

/** The filter's word for the errors that speak of a host. */
export const icmpOf = (host: string): string => (host.includes(':') ? 'icmp6' : 'icmp');

/** The way without a pinhole: a fixed range of passive ports, forwarded for good. */
export const staticRange = (names: Names): string[] => {
  if (names.active) return ['# Or passive mode in the client (PASV or EPSV): the server then dials nobody.'];
  const service = entry(names, 'firewall service custom', '"FTP-data"', 'set tcp-portrange 50000-51000');
  const open = '# The range then stands open at all times to everybody whom the policy admits.';
  if (names.dialled === names.server) {
    return [
      '# Or without a pinhole: give the server a fixed passive range and let the policy admit it.',
      open,
      ...service,
      ...policy(names, 'append service "FTP-data"'),
      ...passiveRange,
    ];
  }
  return [
    '# Or without a pinhole: give the server a fixed passive range and forward it.',
    open,
    ...entry(
      names,
      names.dialled.includes(':') ? 'firewall vip6' : 'firewall vip',
      '"FTP-data"',
      `set extip ${names.dialled}`,
      `set mappedip ${names.server}`,
      ...(names.dialled.includes(':') ? [] : [`set extintf ${names.extintf}`]),
      'set portforward enable',
      'set extport 50000-51000',
      'set mappedport 50000-51000',
    ),
    ...service,
    ...policy(names, 'append dstaddr "FTP-data"', 'append service "FTP-data"'),
    ...passiveRange,
  ];
};

export const passiveRange: readonly string[] = [
  '# On the server, vsftpd: fewer ports than clients at one time make offers fail.',
  'pasv_min_port=50000',
  'pasv_max_port=51000',
  '# On the server, ProFTPD: the same.',
  'PassivePorts 50000 51000',
];

/** What opens pinholes, where nothing tells why there was none. */
export const anyPinhole = (names: Names): string[] =>
  names.plain
    ? [
        '# Plain FTP: the session helper opens pinholes. Has it an entry for this port?',
        'show system session-helper',
        '# If not: it applies to all policies, and to new sessions only.',
        ...sharedEntry(
          names,
          'system session-helper',
          '0',
          'set name ftp',
          'set protocol 6',
          `set port ${names.controlPort}`,
        ),
        ...staticRange(names),
      ]
    : [
        '# For FTPS the policy needs proxy mode and deep inspection; see whether both are there:',
        `show full-configuration firewall policy ${names.policy}`,
        ...proxyMode(names),
        ...deepInspection(names),
        ...staticRange(names),
      ];
