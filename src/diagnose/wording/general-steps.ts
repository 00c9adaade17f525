import { entryFor, ftpHelperFor, openedBy, policyFor, policyIn } from './named-steps.js';
import type { Names } from '../cause.js';
import { change, check, checkServer, inClient, onServer, type Draft, type Parts } from './steps.js';

const CERTIFICATE =
  '# Clients then see a certificate of the unit, until that of the server is installed on the unit.';

export const deepInspectionFor = (names: Names): Draft =>
  change(`FTPS deep inspection in ${policyIn(names)}`, CERTIFICATE, openedBy(names));

/** What it takes to read FTPS: proxy mode, and deep inspection. */
export const proxyModeFor = (names: Names): Draft =>
  change(
    `Proxy mode and FTPS deep inspection in ${policyIn(names)}`,
    '# The proxy ends both connections on the unit: more CPU and memory, and no offload for this policy.',
    CERTIFICATE,
    openedBy(names, 'set utm-status enable', 'set inspection-mode proxy'),
  );

/** The way without a pinhole: a fixed range of passive ports that is forwarded permanently. */
export const staticRangeFor = (names: Names): Draft[] => {
  if (names.active) return [inClient('Passive mode (PASV, EPSV): the server then dials nobody')];
  const service = entryFor(names, 'firewall service custom', '"FTP-data"', 'set tcp-portrange 50000-51000');
  if (names.dialled === names.server)
    return [
      change(
        `Without a pinhole: ${policyIn(names)} admits a fixed passive range`,
        RANGE_STANDS_OPEN,
        service,
        policyFor(names, 'append service "FTP-data"'),
      ),
      ...serverRange(),
    ];
  return [
    change(
      'Without a pinhole: forward a fixed passive range',
      RANGE_STANDS_OPEN,
      forwardedRangeFor(names),
      service,
      policyFor(names, 'append dstaddr "FTP-data"', 'append service "FTP-data"'),
    ),
    ...serverRange(),
  ];
};

export const RANGE_STANDS_OPEN =
  '# The range then stands open at all times to everybody whom the policy admits.';

/** A VIP for the range, from the address that clients dial. */
export const forwardedRangeFor = (names: Names): string[] => {
  const isV6 = names.dialled.includes(':');
  return entryFor(
    names,
    isV6 ? 'firewall vip6' : 'firewall vip',
    '"FTP-data"',
    `set extip ${names.dialled}`,
    `set mappedip ${names.server}`,
    ...(isV6 ? [] : [`set extintf ${names.extintf}`]),
    'set portforward enable',
    'set extport 50000-51000',
    'set mappedport 50000-51000',
  );
};

/** The server offers the range alone; the reader takes the step of his own software. */
export const serverRange = (first = 50_000, last = 51_000): Draft[] => [
  onServer(
    'vsftpd: offer this range alone',
    '# Fewer ports than clients at one time make offers fail.',
    `pasv_min_port=${first}`,
    `pasv_max_port=${last}`,
  ),
  onServer('ProFTPD: offer this range alone', `PassivePorts ${first} ${last}`),
];

/** What FortiOS needs to open pinholes, for when nothing shows why there was none: the proxy for FTPS, the helper else. */
export const anyPinholeFor = (names: Names): Parts => {
  const isUnknown = names.tls === 'unknown';
  const forTls = [
    check(
      `See whether ${policyIn(names)} has proxy mode and deep inspection, which FTPS needs`,
      `show full-configuration firewall policy ${names.policy}`,
    ),
    proxyModeFor(names),
  ] as const;
  const forPlain = [
    check(
      `See whether the session helper has an entry for this port${isUnknown ? ', which plain FTP needs' : ''}`,
      'show system session-helper',
    ),
    change(
      `${isUnknown ? 'For plain FTP: a' : 'A'} session helper for FTP on port ${names.controlPort}, if it has none`,
      '# It applies to all policies, and to new sessions only.',
      ftpHelperFor(names, names.controlPort),
    ),
  ] as const;
  const range = staticRangeFor(names);
  if (isUnknown) return [forTls[0], forPlain[0], forTls[1], forPlain[1], range];
  return names.tls === 'none' ? [...forPlain, range] : [...forTls, range];
};

/** Why a matching pinhole is not used is documented nowhere: so the user looks at it first and changes nothing. */
export const FITTING_PINHOLE_UNUSED: Draft = check(
  'Not proven why the pinhole did not take the connection: look at it while the client waits',
  '# Not in the list: the proxy made it and the kernel lost it; a case for support, with this report.',
  'diagnose sys session list expectation',
);

export const serverListens = (port: string): Draft =>
  checkServer(
    `See whether the server listens on ${port}, and whether its own firewall admits the client`,
    'ss -ltnp',
  );

export const SERVER_LISTENER: Draft = checkServer(
  'See whether the server listens on the offered port at that moment, and whether its firewall admits the passive range',
  '# Servers give an offer up after some 25 to 60 s.',
  'ss -ltnp',
);

export const PASSIVE_MODE: Draft = inClient(
  'Passive mode; the server then has to be reachable on its passive ports',
);

export const CAPTURE_BY_HOSTS: Draft = check(
  'Capture by hosts, not by port; on a busy server this prints much',
  "diagnose sniffer packet any 'host <client> or host <server> or icmp' 4 0 l",
);

export const CAPTURE_EVERYTHING: Draft = check(
  'Capture everything at once: all commands for it prints fgtrace capture --client <client> --vip <vip-address>',
);

/** For an offer that has to name the outside address, since nobody rewrites it. */
export const announced = (address: string): Draft[] => [
  onServer('vsftpd: announce the address that clients dial', INSIDE_CLIENTS, `pasv_address=${address}`),
  onServer('ProFTPD: announce the address that clients dial', INSIDE_CLIENTS, `MasqueradeAddress ${address}`),
];

const INSIDE_CLIENTS = '# Clients inside are told this address too. New sessions only.';

export const SAME_NAT: Draft = change(
  'One source address for both connections: set nat alike in the policies concerned, with one fixed IP pool',
);

export const ANY_PEER: Draft = onServer(
  'vsftpd: take the data connection from any address',
  '# Anybody who guesses the port may then take the data connection.',
  'pasv_promiscuous=YES',
);
