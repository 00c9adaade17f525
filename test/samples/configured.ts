import type { ScenarioOptions } from '../simulate/types.js';
import { failed, one, worked, type Edit, type Sample, type Wanted } from './sample.js';

/** The configuration is there and tells why nobody could read the control channel. */

type Text = Pick<Sample, 'title' | 'story' | 'shows'>;

const config = (from: RegExp, to: string): Edit => ({ file: 'fortigate.conf', from, to });

const lost = (code: string, remarks?: string[]): Wanted => ({
  ...{ verdict: 'failed', offers: [], controls: [`failed ${code}`] },
  ...(remarks && { remarks }),
});

/** Explicit FTPS through a VIP; the sniffer shows the bytes on the client's side. */
const base: ScenarioOptions = {
  ...{ seed: 621, verbosity: 6, sniff: 'client' },
  ...{ sources: ['flow', 'sniffer', 'config'], configShows: ['protocol-options'] },
};

/** The policy is in proxy mode, and the session passes the proxy by: no `send to application layer`. */
const bypassed = { inspection: 'flow', configured: 'proxy' } as const;

const unread = (
  name: string,
  code: string,
  text: Text,
  edit: Edit,
  neighbour = 'configured-worked',
  options = base,
): Sample => ({
  name,
  ...text,
  scenario: one({ ...options, ...bypassed }, { fault: 'not-opened' }),
  edits: [edit],
  pair: { name: neighbour, change: `the configuration says \`${edit.to.trim()}\`.` },
  wants: lost(code),
});

const odd: ScenarioOptions = { ...base, seed: 622, controlPort: 2121 };
const listed = config(/set ports 21$/m, 'set ports 21 2121');
const implicit: ScenarioOptions = { ...base, seed: 623, tls: 'implicit', release: '7.0' };
const closed = config(/set status deep-inspection/, 'set status disable');

const explicit: Sample[] = [
  {
    name: 'configured-worked',
    title: 'Explicit FTPS, and a configuration that has all it needs',
    story:
      'Proxy mode, deep inspection for FTPS and port 21 in the protocol options: the proxy reads the offer and the pinhole works.',
    shows:
      'AUTH TLS in the hex dump, the expectation match in the flow trace, and every setting in the configuration. There is no WAD debug.',
    scenario: one(base),
    wants: worked('PINHOLE_WORKED'),
  },
  unread(
    'release-too-old',
    'FTPS_RELEASE_TOO_OLD',
    {
      title: 'Explicit FTPS, and a release that cannot inspect it yet',
      story:
        'The policy is set up as the guide says, but the release is one that knows no FTPS in the proxy.',
      shows: 'AUTH TLS, a denied data SYN, and a configuration written by release 6.2.',
    },
    config(/FGVM64-6\.4\.6-FW-build1879/, 'FGVM64-6.2.9-FW-build1234'),
  ),
  unread(
    'ftp-proxy-disabled',
    'FTP_PROXY_DISABLED',
    {
      title: 'Explicit FTPS, and FTP is switched off in the protocol options',
      story:
        'The policy is in proxy mode with deep inspection, and its protocol options tell the proxy to leave FTP alone.',
      shows: 'AUTH TLS, a denied data SYN, and the status of FTP in the protocol options.',
    },
    config(/set status enable/, 'set status disable'),
  ),
  unread(
    'deep-inspection-off',
    'EXPLICIT_FTPS_NOT_REDIRECTED',
    {
      title: 'Explicit FTPS without deep inspection, and nothing hands it to the proxy',
      story:
        'The SSL profile leaves FTPS alone, and the protocol options do not redirect explicit FTPS either.',
      shows:
        'AUTH TLS, a denied data SYN, a profile with FTPS disabled and protocol options without explicit-ftp-tls.',
    },
    closed,
    'redirected-worked',
  ),
  {
    name: 'redirected-worked',
    title: 'Explicit FTPS without deep inspection, handed to the proxy by the protocol options',
    story:
      'The SSL profile leaves FTPS alone, but explicit-ftp-tls hands the session to the proxy all the same.',
    shows:
      'AUTH TLS, an expectation match, a profile with FTPS disabled, and explicit-ftp-tls in the protocol options.',
    scenario: one(base),
    edits: [closed, config(/set options splice/, 'set explicit-ftp-tls enable')],
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'port-listed-worked',
    title: 'Explicit FTPS on port 2121, which the protocol options list',
    story:
      'The server listens at port 2121. The protocol options name that port, so the proxy reads the session.',
    shows: 'A control connection to port 2121, an expectation match, and both ports in the protocol options.',
    scenario: one(odd),
    edits: [listed],
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'port-not-listed',
    title: 'Explicit FTPS on port 2121, which the protocol options do not list',
    story: 'The server listens at port 2121, where the proxy expects no FTP.',
    shows: 'A control connection to port 2121, a denied data SYN, and port 21 alone in the protocol options.',
    scenario: one({ ...odd, ...bypassed }, { fault: 'not-opened' }),
    pair: { name: 'port-listed-worked', change: 'the protocol options list port 21 alone.' },
    wants: lost('FTP_PORT_NOT_MAPPED'),
  },
  {
    name: 'implicit-configured-worked',
    title: 'Implicit FTPS, and its port stands in the SSL profile',
    story:
      'TLS begins with the first byte. The SSL profile names port 990 for FTPS, so the proxy reads the session.',
    shows: 'A ClientHello as the first payload, an expectation match, and port 990 in the profile.',
    scenario: one(implicit),
    wants: worked('PINHOLE_WORKED'),
  },
  unread(
    'implicit-port-not-listed',
    'FTPS_PORT_NOT_MAPPED',
    {
      title: 'Implicit FTPS, and the SSL profile names another port',
      story: 'The profile was made for a server that listens at port 2990. This one listens at 990.',
      shows: 'A ClientHello as the first payload, a denied data SYN, and port 2990 in the profile.',
    },
    config(/set ports 990/, 'set ports 2990'),
    'implicit-configured-worked',
    implicit,
  ),
  {
    name: 'implicit-flow-mode',
    title: 'Implicit FTPS in flow mode',
    story: 'The policy inspects in flow mode: its engine cannot read what is encrypted from the first byte.',
    shows:
      'A ClientHello as the first payload, send to ips alone, a denied data SYN, and a policy without proxy mode.',
    scenario: one({ ...implicit, inspection: 'flow' }, { fault: 'not-opened' }),
    pair: { name: 'implicit-configured-worked', change: 'the policy is in flow mode.' },
    wants: lost('CONTROL_OPAQUE_FLOW_MODE', ['IMPLICIT_FTPS_UNSUPPORTED']),
  },
];

/** Plain FTP that the session helper should read. */
const plain: ScenarioOptions = {
  ...{ seed: 624, inspection: 'helper', verbosity: 6, vip: 'none', sniff: 'client' },
  ...{ sources: ['flow', 'sniffer', 'config'], configShows: ['session-helper'] },
};
const plainOdd: ScenarioOptions = { ...plain, seed: 625, controlPort: 2121 };
const entry = /edit 1\n        set name ftp[^]*?next\n    /;

const helpers: Sample[] = [
  {
    name: 'helper-configured-worked',
    title: 'Plain FTP with the session helper, which stands in the configuration',
    story:
      'The helper table has an entry for FTP on port 21, the helper reads the reply to PASV, and the pinhole works.',
    shows: 'run helper-ftp, an expectation match, and the entry for FTP.',
    scenario: one(plain),
    wants: worked('HELPER_PINHOLE_WORKED'),
  },
  {
    name: 'helper-missing',
    title: 'Plain FTP, and the entry of the session helper is gone',
    story:
      'Somebody deleted the helper for FTP, as guides for voice over IP advise for SIP. Nobody reads the reply to PASV.',
    shows: 'A readable reply to PASV, no run helper-ftp, a denied data SYN, and a helper table without FTP.',
    scenario: one({ ...plain, inspection: 'none', tls: 'none' }, { fault: 'not-opened' }),
    edits: [config(entry, '')],
    pair: { name: 'helper-configured-worked', change: 'the helper table has no entry for FTP.' },
    wants: failed('HELPER_MISSING'),
  },
  {
    name: 'helper-on-port-worked',
    title: 'Plain FTP on port 2121, with a helper on that port',
    story: 'The server listens at port 2121, and the helper table has an entry for it.',
    shows: 'run helper-ftp on a session to port 2121, an expectation match, and the entry.',
    scenario: one(plainOdd),
    edits: [config(/set port 21$/m, 'set port 2121')],
    wants: worked('HELPER_PINHOLE_WORKED'),
  },
  {
    name: 'helper-not-on-port',
    title: 'Plain FTP on port 2121, and the helper looks at port 21 alone',
    story: 'The server listens at port 2121, where the unit runs no helper.',
    shows:
      'A readable reply to PASV on port 2121, no run helper-ftp, a denied data SYN, and a helper on port 21.',
    scenario: one({ ...plainOdd, inspection: 'none', tls: 'none' }, { fault: 'not-opened' }),
    pair: { name: 'helper-on-port-worked', change: 'the helper has no entry for port 2121.' },
    wants: failed('HELPER_NOT_ON_PORT'),
  },
  {
    name: 'epsv-tracked',
    title: 'Plain FTP: one transfer by PASV and one by EPSV, both helped',
    story: 'The helper of this unit reads the replies to both commands.',
    shows: 'Two offers and two expectation matches.',
    scenario: {
      ...plain,
      sources: ['flow', 'sniffer'],
      sessions: [{ transfers: [{}, { command: 'EPSV' }] }],
    },
    wants: { verdict: 'worked', offers: ['worked HELPER_PINHOLE_WORKED', 'worked HELPER_PINHOLE_WORKED'] },
  },
  {
    name: 'epsv-not-tracked',
    title: 'Plain FTP: PASV is helped and EPSV is not',
    story:
      'The first transfer asks with PASV and works. The second asks with EPSV, and the helper makes nothing of it.',
    shows:
      'An expectation match for the first offer, and a denied data SYN for the second, whose reply 229 can be read as well.',
    scenario: {
      ...{ ...plain, sources: ['flow', 'sniffer'] },
      sessions: [{ transfers: [{}, { command: 'EPSV', fault: 'not-opened' }] }],
    },
    pair: { name: 'epsv-tracked', change: 'the helper makes nothing of the reply to EPSV.' },
    wants: { verdict: 'failed', offers: ['worked HELPER_PINHOLE_WORKED', 'failed EPSV_NOT_TRACKED'] },
  },
  {
    name: 'helper-blind',
    title: 'The session helper looks on, and the client says AUTH TLS',
    story:
      'The helper reads along until the client asks for TLS. From then on it sees nothing but cipher text.',
    shows: 'run helper-ftp, AUTH TLS and reply 234 in clear, TLS after them, and a denied data SYN.',
    scenario: one({ ...plain, tls: 'explicit', sources: ['flow', 'sniffer'] }, { fault: 'not-opened' }),
    pair: {
      name: 'helper-configured-worked',
      change: 'the client asks for TLS, and the configuration is not there.',
    },
    wants: lost('HELPER_BLIND_AFTER_AUTH'),
  },
];

const six: ScenarioOptions = {
  ...{ seed: 626, family: 6, release: '7.0' },
  ...{ sources: ['flow', 'sniffer', 'config'], configShows: ['ipv4-policy'] },
};

const others: Sample[] = [
  {
    name: 'ipv6-configured-worked',
    title: 'IPv6, and its policy inspects like the one for IPv4',
    story:
      'Both policies are in proxy mode with deep inspection. The proxy reads the offer, and the pinhole works.',
    shows: 'An expectation match of an IPv6 data SYN, and two policies with the same profiles.',
    scenario: one(six),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'ipv6-not-inspected',
    title: 'IPv6, and only the policy for IPv4 inspects',
    story:
      'The policy for IPv4 is in proxy mode with deep inspection. The one for IPv6 was made later and inspects nothing.',
    shows: 'A denied IPv6 data SYN, no inspection of its control session, and a policy for IPv4 that has it.',
    scenario: one({ ...six, inspection: 'none' }, { fault: 'not-opened' }),
    pair: { name: 'ipv6-configured-worked', change: 'the policy for IPv6 inspects nothing.' },
    wants: lost('CONTROL_OPAQUE_FLOW_MODE', ['IPV6_NOT_INSPECTED', 'CLOCKS_DO_NOT_JOIN']),
  },
  {
    name: 'configuration-alone',
    title: 'The configuration alone, and all is there',
    story:
      'Nobody has captured anything yet. The policy, its profiles and the VIP have what explicit FTPS needs.',
    shows:
      'Proxy mode, deep inspection, port 21 and a VIP. Whether pinholes open then is for a capture to show.',
    scenario: one({ ...base, sources: ['config'] }),
    wants: { verdict: 'inconclusive', offers: [], remarks: ['PREREQUISITES_MET'] },
  },
  {
    name: 'configuration-alone-flow-mode',
    title: 'The configuration alone, and the policy is in flow mode',
    story:
      'Nobody has captured anything yet. The policy for FTP inspects in flow mode, which is the default.',
    shows: 'A policy without inspection-mode proxy. No session was seen, so nothing has failed yet.',
    scenario: one({ ...base, sources: ['config'], inspection: 'flow' }),
    pair: { name: 'configuration-alone', change: 'the policy is in flow mode.' },
    wants: { verdict: 'inconclusive', offers: [], remarks: ['CONTROL_OPAQUE_FLOW_MODE'] },
  },
];

export const configured: Sample[] = [...explicit, ...helpers, ...others];
