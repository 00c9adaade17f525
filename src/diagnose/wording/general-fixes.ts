import type { Names } from '../cause.js';
import { entryFor, ftpHelperFor, inspectionFor, policyFor } from './named-fixes.js';

export const deepInspectionFor = (names: Names): string[] => [
  '# Clients then see a certificate of the unit, or the server’s own once it is installed on the unit.',
  '# The profiles that FortiOS brings along are read-only: clone deep-inspection and edit the clone.',
  ...inspectionFor(names, 'set ports 990', 'set status deep-inspection'),
];

export const proxyModeFor = (names: Names): string[] => [
  '# The proxy ends both connections on the unit: more CPU and memory, and no offload for this policy.',
  ...policyFor(
    names,
    'set utm-status enable',
    'set inspection-mode proxy',
    `set ssl-ssh-profile ${names.sslProfile}`,
    `set profile-protocol-options ${names.protocolProfile}`,
  ),
];

/** The way without a pinhole: a fixed range of passive ports that is forwarded permanently. */
export const staticRangeFor = (names: Names): string[] => {
  if (names.active) return ['# Or passive mode in the client (PASV or EPSV): the server then dials nobody.'];
  const service = entryFor(names, 'firewall service custom', '"FTP-data"', 'set tcp-portrange 50000-51000');
  const open = '# The range then stands open at all times to everybody whom the policy admits.';
  if (names.dialled === names.server) {
    return [
      '# Or without a pinhole: give the server a fixed passive range and let the policy admit it.',
      open,
      ...service,
      ...policyFor(names, 'append service "FTP-data"'),
      ...SERVER_PASSIVE_RANGE,
    ];
  }
  return [
    '# Or without a pinhole: give the server a fixed passive range and forward it.',
    open,
    ...entryFor(
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
    ...policyFor(names, 'append dstaddr "FTP-data"', 'append service "FTP-data"'),
    ...SERVER_PASSIVE_RANGE,
  ];
};

export const SERVER_PASSIVE_RANGE: readonly string[] = [
  '# On the server, vsftpd: fewer ports than clients at one time make offers fail.',
  'pasv_min_port=50000',
  'pasv_max_port=51000',
  '# On the server, ProFTPD: the same.',
  'PassivePorts 50000 51000',
];

/** What FortiOS needs to open pinholes, for when nothing shows why there was none. */
export const anyPinholeFor = (names: Names): string[] =>
  names.plain
    ? [
        '# Plain FTP: the session helper opens pinholes. Has it an entry for this port?',
        'show system session-helper',
        '# If not: it applies to all policies, and to new sessions only.',
        ...ftpHelperFor(names, names.controlPort),
        ...staticRangeFor(names),
      ]
    : [
        '# For FTPS the policy needs proxy mode and deep inspection; see whether both are there:',
        `show full-configuration firewall policy ${names.policy}`,
        ...proxyModeFor(names),
        ...deepInspectionFor(names),
        ...staticRangeFor(names),
      ];

/** Why a matching pinhole is not used is documented nowhere: so the user looks at it first and changes nothing. */
export const FITTING_PINHOLE_UNUSED: readonly string[] = [
  '# Not proven why the pinhole did not take the connection. Look at it while the client waits:',
  'diagnose sys session list expectation',
  '# Not in the list: the proxy made it and the kernel lost it; a case for support, with this report.',
];

export const SERVER_LISTENER: readonly string[] = [
  '# On the server: does it listen on the offered port at that moment?',
  'ss -ltnp',
  '# And does its own firewall admit the passive range? Servers give an offer up after some 25 to 60 s.',
];

export const PASSIVE_MODE =
  '# Least change: passive mode in the client. The server then has to be reachable on its passive ports.';

export const CAPTURE_BY_HOSTS: readonly string[] = [
  '# By hosts, not by port; on a busy server this prints much.',
  "diagnose sniffer packet any 'host <client> or host <server> or icmp' 4 0 l",
];

export const CAPTURE_EVERYTHING =
  '# All commands for one capture of everything: fgtrace capture --client <client> --vip <vip-address>';
