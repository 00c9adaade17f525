import type { Source } from '../events/record.js';

/** How one source shows one stage of a data connection. The texts are for whoever reads this table. */
export interface StageLine {
  readonly source: Source;
  readonly shows: string;
  readonly breaks: string | null;
  /** What the capture must cover before a missing line proves anything. */
  readonly needs: string;
}

/** By stage, one entry for each source that can show it. */
export const STAGE_LINES: Readonly<Record<string, readonly StageLine[]>> = {
  control: [
    {
      source: 'flow',
      shows: 'allocate a new session-… for the control port',
      breaks: 'Denied by forward policy check, iprope_in_check() check failed',
      needs: 'a filter on the client and the control port',
    },
    {
      source: 'sniffer',
      shows: 'SYN and SYN-ACK of the control port',
      breaks: 'SYN repeated, or RST',
      needs: 'the client-side interface',
    },
    {
      source: 'wad',
      shows: 'any line of the session, Control session tuple',
      breaks: null,
      needs: 'wad debug for the ftp category',
    },
  ],
  offer: [
    {
      source: 'wad',
      shows: 'offer_ip= offer_port=',
      breaks: 'ftp cmd=PASV, reply code=4xx/5xx',
      needs: 'wad debug before the client logs in',
    },
    {
      source: 'sniffer',
      shows: '227, 229, PORT or EPRT in a hex dump of a plain control channel',
      breaks: '4xx/5xx to it',
      needs: 'verbosity 3 or 6, or a pcap',
    },
  ],
  expectation: [
    {
      source: 'wad',
      shows: 'bound to …, Expect session tuple, redirect',
      breaks: 'the session goes on without them',
      needs: 'wad debug that goes on after the offer',
    },
    {
      source: 'session',
      shows: 'an entry of session list expectation',
      breaks: null,
      needs: 'a listing within seconds of the offer',
    },
    { source: 'flow', shows: 'Find an EXP session', breaks: null, needs: 'a trace of the data SYN' },
  ],
  syn: [
    {
      source: 'flow',
      shows: 'received a packet … flag [S] to the data port',
      breaks: null,
      needs: 'a filter without the port, trace start not used up',
    },
    {
      source: 'sniffer',
      shows: 'syn N to the data port',
      breaks: null,
      needs: 'a filter on the hosts without the port',
    },
  ],
  admission: [
    {
      source: 'flow',
      shows: 'Find an EXP session, or Allowed by Policy',
      breaks: 'Denied by forward policy check, iprope_in_check() check failed, reverse path check fail',
      needs: 'a trace of the data SYN',
    },
    {
      source: 'sniffer',
      shows: 'the SYN leaves on the far interface',
      breaks: null,
      needs: 'both interfaces',
    },
  ],
  nat: [
    { source: 'flow', shows: 'DNAT a->b', breaks: null, needs: 'a trace of the data SYN' },
    {
      source: 'sniffer',
      shows: 'the SYN leaves to the mapped address',
      breaks: null,
      needs: 'the far interface',
    },
    { source: 'wad', shows: 'redirect: TCP … DNAT …', breaks: null, needs: 'wad debug' },
  ],
  clientLeg: [
    {
      source: 'sniffer',
      shows: 'SYN-ACK on the client side',
      breaks: 'RST',
      needs: 'the client-side interface',
    },
  ],
  serverLeg: [
    {
      source: 'sniffer',
      shows: 'SYN-ACK from the server on the server side',
      breaks: 'SYN repeated, RST, ICMP unreachable',
      needs: 'the server-side interface, a filter on the server’s own address',
    },
    {
      source: 'flow',
      shows: 'received a packet from the server, flag [S.]',
      breaks: 'the same with [R]',
      needs: 'a filter on the server’s own address',
    },
  ],
  transfer: [
    {
      source: 'wad',
      shows: 'reply code=226',
      breaks: 'reply code=4xx/5xx',
      needs: 'wad debug until the transfer ends',
    },
    {
      source: 'sniffer',
      shows: '226 or 250 in a readable control channel',
      breaks: '4xx/5xx, RST, a TLS alert',
      needs: 'verbosity 6 or a pcap until the transfer ends',
    },
  ],
};
