import { failed, one, worked, type Sample } from './sample.js';

/** Other releases, address families, clients and clocks. */
export const edges: Sample[] = [
  {
    name: 'ipv6-worked',
    title: 'IPv6 with EPSV: the pinhole works',
    story: "No VIP and no translation: client and server see each other's own addresses.",
    shows: 'An offer that names a port only, and traces without TCP flags.',
    scenario: one({ seed: 505, family: 6 }),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'ipv6-server-rst',
    title: 'IPv6 with EPSV: the server refuses',
    story: 'The pinhole works and the server answers the SYN of the unit with a reset.',
    shows: 'A complete handshake on the client side, then a SYN and a reset on the server side.',
    scenario: one({ seed: 505, family: 6 }, { fault: 'server-rst' }),
    pair: { name: 'ipv6-worked', change: 'the server answers with a reset.' },
    wants: failed('SERVER_RST'),
  },
  {
    name: 'implicit-tls-worked',
    title: 'Implicit FTPS on port 990 in release 7.4',
    story: 'TLS begins with the first byte of the control connection.',
    shows:
      'The newer line formats of WAD debug and flow trace, and a sniffer whose stamps count from its start.',
    scenario: one({ seed: 606, release: '7.4', tls: 'implicit', snifferStamp: 'relative' }),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'implicit-tls-denied',
    title: 'Implicit FTPS on port 990: the data SYN is denied',
    story: 'The proxy installs the tuple, but the packet does not find it and no policy allows the port.',
    shows:
      'The tuple in the WAD debug, and four times the same SYN that is denied by the forward policy check.',
    scenario: one(
      { seed: 606, release: '7.4', tls: 'implicit', snifferStamp: 'relative' },
      { fault: 'policy-deny' },
    ),
    pair: { name: 'implicit-tls-worked', change: 'the data SYNs do not find the expectation session.' },
    wants: failed('POLICY_DENY'),
  },
  {
    name: 'shared-address-worked',
    title: 'Two clients behind one address, and both work',
    story: 'Two control sessions come from one address at the same time. Each gets its file.',
    shows:
      'Two offers whose data SYNs come from the same address, each with the session id of its own control session.',
    scenario: {
      seed: 707,
      noise: 12,
      sessions: [
        { client: '10.9.8.7', transfers: [{}] },
        { client: '10.9.8.7', transfers: [{}] },
      ],
    },
    wants: { verdict: 'worked', offers: ['worked PINHOLE_WORKED', 'worked PINHOLE_WORKED'] },
  },
  {
    name: 'shared-address',
    title: 'Two clients behind one address, and one of them fails',
    story:
      'Two control sessions come from one address at the same time. The data connection of the second is refused by the server.',
    shows:
      'Two offers whose data SYNs come from the same address: only the session id of the expectation match tells which is whose.',
    scenario: {
      seed: 707,
      noise: 12,
      sessions: [
        { client: '10.9.8.7', transfers: [{}] },
        { client: '10.9.8.7', transfers: [{ fault: 'server-rst' }] },
      ],
    },
    pair: { name: 'shared-address-worked', change: 'the server refuses the second data connection.' },
    wants: { verdict: 'failed', offers: ['worked PINHOLE_WORKED', 'failed SERVER_RST'] },
  },
  {
    name: 'three-transfers-worked',
    title: 'Three transfers in one session, and all work',
    story: 'The client fetches two files with PASV and one with EPSV.',
    shows: 'One control session with three offers, and a session list taken while the last pinhole was open.',
    scenario: {
      seed: 808,
      sources: ['wad', 'flow', 'sniffer', 'sessions', 'config'],
      sessions: [{ transfers: [{}, {}, { command: 'EPSV' }] }],
    },
    wants: {
      verdict: 'worked',
      offers: ['worked PINHOLE_WORKED', 'worked PINHOLE_WORKED', 'worked PINHOLE_WORKED'],
    },
  },
  {
    name: 'three-transfers',
    title: 'Three transfers in one session, and the one in the middle fails',
    story: 'The second of three data connections is denied; the others work.',
    shows: 'One control session with three offers, each with a verdict of its own.',
    scenario: {
      seed: 808,
      sources: ['wad', 'flow', 'sniffer', 'sessions', 'config'],
      sessions: [{ transfers: [{}, { fault: 'policy-deny' }, { command: 'EPSV' }] }],
    },
    pair: { name: 'three-transfers-worked', change: 'the second data connection is denied.' },
    wants: {
      verdict: 'failed',
      offers: ['worked PINHOLE_WORKED', 'failed POLICY_DENY', 'worked PINHOLE_WORKED'],
    },
  },
  {
    name: 'snat-worked',
    title: 'The policy translates the client, and the clocks disagree',
    story:
      'The server sees an address of the unit instead of the client. The flow trace is three minutes ahead.',
    shows:
      'A server leg whose source is not the client, and a flow trace whose stamps contradict the WAD debug.',
    scenario: one({ seed: 909, snat: true, flowSkew: 180, snifferStamp: 'l' }),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'proxy-odd-port',
    title: 'FTPS behind port 443',
    story: 'The VIP takes the control connection at port 443, as for a web server, and maps it to port 21.',
    shows:
      'The tuple of the control session in the WAD debug: the only line that says that this is no web server.',
    scenario: one({ seed: 101 }),
    edits: ['wad.log', 'flow.log', 'sniff.txt'].map((file) => ({
      file,
      from: /(?<=10\.217\.6\.79[:.])21\b/g,
      to: '443',
    })),
    pair: { name: 'proxy-worked', change: 'the client dials port 443.' },
    wants: worked('PINHOLE_WORKED'),
  },
];
