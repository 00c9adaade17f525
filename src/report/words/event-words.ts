import type { TraceEvent } from '../../events/events.js';
import { meaningsIn, type ReportWord } from './word-list.js';

const KINDS: Readonly<Record<TraceEvent['kind'] | 'tls', string>> = {
  packet: 'A packet: one that the kernel traces (flow), or one that passes an interface (sniffer).',
  'session-new': 'The kernel allocates a session for a traced packet.',
  'session-match': 'A traced packet belongs to a session that exists already.',
  'expectation-match': 'A traced packet hits a pinhole. The id is the one of the control session.',
  route: 'The kernel finds the next hop of a traced packet.',
  'policy-route': 'A policy route decides the next hop of a traced packet.',
  vip: 'A virtual IP takes a traced packet: the address that it maps to.',
  nat: 'An address is translated: dnat changes the destination, snat the source.',
  'policy-allow': 'A policy allows the session of a traced packet.',
  drop: 'The kernel drops a traced packet, with its reason.',
  helper: 'A session helper reads a traced packet.',
  inspect: 'A traced packet is handed to inspection: to the proxy, or to the IPS engine.',
  'flow-message': 'Any other line of a flow trace.',
  capture: 'What a sniffer says of itself: interfaces and filter, packets received and dropped.',
  'ftp-command': 'A command on the control channel, as WAD read it or as bytes of packets show it.',
  'ftp-reply': 'A reply on the control channel, as WAD read it or as bytes of packets show it.',
  'ftp-offer': 'The endpoint of an offer, before any rewrite of the unit.',
  'expectation-listen': 'WAD listens for the data connection of an offer.',
  expectation: 'WAD opens a pinhole: who may come, where to, and what that is translated to.',
  'wad-message': 'Any other line of WAD debug.',
  tls: 'A record of TLS on the control channel that bytes of packets show: a hello, an alert.',
  session: 'An entry of the session list.',
  config: 'An entry of a table of the configuration.',
};

export const EVENT_WORDS: readonly ReportWord[] = meaningsIn('a kind of event', KINDS);
