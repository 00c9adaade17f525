import type { Cause } from '../cause.js';
import { SERVER_LISTENER } from '../wording/general-fixes.js';
import { routeTo, icmpOf } from '../../catalogue/host-commands.js';
import { withNames, policyFor } from '../wording/named-fixes.js';

/** What happens at the two ends once the SYN is through. */
export const pathLegs: readonly Cause[] = [
  {
    code: 'ARP_UNRESOLVED',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'B',
    title: 'the next hop does not answer ARP',
    mechanism:
      'The unit asks for the hardware address of the server or its gateway and gets none, so the SYN never leaves.',
    evidence: '“arp who-has … tell …” out, repeated, without a reply, and no SYN out.',
    neighbours: { SERVER_NO_ANSWER: 'the SYN did leave' },
    fix: withNames(() => [
      '# Cable, VLAN, address or mask of that segment. What the unit knows:',
      'get system arp',
    ]),
    source: 'sniffer output',
  },
  {
    code: 'SERVER_NO_ANSWER',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'the server did not answer',
    mechanism:
      'The unit sent the SYN towards the server, again and again, and nothing came back: a firewall on the way or on the server, a listener that is gone, or the wrong target.',
    evidence:
      'Two or more SYNs with the same sequence number on the server’s side, and no SYN-ACK, RST or ICMP.',
    neighbours: {
      SERVER_RST: 'it answered with a reset',
      ICMP_UNREACHABLE: 'somebody on the way answered',
      ARP_UNRESOLVED: 'the SYN never left the unit',
    },
    fix: withNames(() => SERVER_LISTENER),
    source: 'RFC 9293; Fortinet KB 189531 (layout of the capture)',
  },
  {
    code: 'SERVER_RST',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'the server refused the connection',
    mechanism: 'The server answered the SYN with a reset: nothing listens on the offered port, or no longer.',
    evidence: 'An RST that comes in from the server for the SYN on its side.',
    neighbours: {
      SERVER_NO_ANSWER: 'nothing came back at all',
      IPS_BLOCK:
        'the reset is made by the unit: it goes out on the client’s side, and none came in from the server',
      SERVER_PEER_CHECK: 'the connection opened first',
    },
    fix: withNames(() => SERVER_LISTENER),
    source: 'RFC 9293',
  },
  {
    code: 'ICMP_UNREACHABLE',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'a device on the way says unreachable',
    mechanism:
      'A router, a firewall or the server itself answered with ICMP. Its code tells the reason: 1 host, 3 port, 4 packet too big, 13 forbidden.',
    evidence:
      'ICMP unreachable that names the data endpoint. A filter on hosts may miss it, as it comes from a third address.',
    neighbours: {
      SERVER_NO_ANSWER: 'no ICMP in a capture that admits it',
      MTU_BLACKHOLE: 'code 4, after the connection opened',
    },
    fix: withNames(({ server }) => [
      '# At the device that sent it. Its address is the source of the ICMP packet:',
      `diagnose sniffer packet any '${icmpOf(server)}' 4 0 l`,
    ]),
    source: 'Fortinet KB 369498',
  },
  {
    code: 'CLIENT_NO_ACK',
    stage: 'clientLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'the client does not complete the handshake',
    mechanism:
      'The SYN-ACK leaves towards the client and its ACK never comes: it got lost, or the client’s firewall dropped it.',
    evidence: 'The SYN-ACK out, repeated, and nothing in.',
    neighbours: { ASYMMETRIC_ROUTE: 'the ACK came by another way' },
    fix: withNames((names) => [
      '# On the client’s side: its firewall, and the way back to it. On the unit, the route that is used:',
      routeTo(names.client),
    ]),
    source: 'RFC 9293',
  },
  {
    code: 'PROXY_SERVER_LEG_FAILED',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'B',
    title: 'the proxy did not reach the server',
    mechanism:
      'The proxy accepts the client before it dials the server. That second connection failed, so the first was closed again. How it failed is not in the capture.',
    evidence:
      'A complete handshake on the client’s side, then FIN or RST of the unit without data, or 425; no packet of the server’s side.',
    neighbours: {
      SERVER_NO_ANSWER: 'the capture shows the SYNs to the server',
      SERVER_RST: 'the capture shows the server’s reset',
      PINHOLE_WORKED: 'both sides opened',
    },
    fix: withNames((names) => [
      '# First see the server’s side:',
      `diagnose sniffer packet any 'host ${names.server} or ${icmpOf(names.server)}' 4 0 l`,
      ...SERVER_LISTENER,
    ]),
    source: 'Fortinet KB 189531 (two sides, two sequence numbers)',
  },
  {
    code: 'ACTIVE_CLIENT_NO_ANSWER',
    stage: 'clientLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'active mode: the client did not answer',
    mechanism:
      'The server’s SYN was forwarded to the client, and the client stayed silent. Most clients’ firewalls admit no connection from outside.',
    evidence: 'The SYN out on the client’s side, repeated, and no SYN-ACK or RST.',
    neighbours: {
      ACTIVE_CLIENT_REFUSED: 'the client answered with a reset',
      ACTIVE_SERVER_SYN_NOT_SEEN: 'the server never dialled',
      CLIENT_BEHIND_OTHER_NAT: 'the address of the PORT was the wrong one',
    },
    fix: withNames(() => [
      '# Least change: passive mode in the client. Otherwise its firewall has to admit the server.',
    ]),
    source: 'RFC 1579',
  },
  {
    code: 'ACTIVE_CLIENT_REFUSED',
    stage: 'clientLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'active mode: the client refused the connection',
    mechanism:
      'The server’s SYN was forwarded to the client, and the client answered it with a reset: it no longer listens on the port that it named, or its firewall rejects it.',
    evidence: 'The SYN out on the client’s side, and an RST that comes in from the client.',
    neighbours: {
      ACTIVE_CLIENT_NO_ANSWER: 'the client stayed silent',
      SERVER_RST: 'passive mode: it is the server that refuses',
    },
    fix: withNames(() => [
      '# Least change: passive mode in the client. Otherwise its firewall has to admit the server.',
    ]),
    source: 'RFC 1579; RFC 9293',
  },
  {
    code: 'SERVER_PEER_CHECK',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'the server wants the data from the control’s address',
    mechanism:
      'The server compares the peer of the data connection with that of the control connection. Differing NAT makes them differ, and it hangs up.',
    evidence:
      'The connection opens and the server closes it at once; a reply such as “425 Security: Bad IP connecting”.',
    neighbours: {
      SNAT_DIFFERS: 'why the two differ',
      TLS_SESSION_REUSE_REQUIRED: 'the addresses agree and TLS is the reason',
    },
    fix: withNames((names) => [
      '# The same source NAT for both. Without it the server must route its answers through this unit.',
      policyFor(names, 'set nat disable'),
      '# On the server, vsftpd: anybody may then take the data connection.',
      'pasv_promiscuous=YES',
    ]),
    source: 'vsftpd',
  },
  {
    code: 'MTU_BLACKHOLE',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'B',
    title: 'large packets vanish',
    mechanism:
      'Handshake and small packets pass, full-sized ones do not, and the ICMP that would say so is lost. Short listings work, files hang.',
    evidence:
      'Both sides open, then the same full-sized segment again and again, with ICMP code 4 or with silence.',
    neighbours: {
      ANTIVIRUS_HOLD: 'the other side is complete and the proxy keeps the file',
      NPU_OFFLOAD_HIDES_PACKETS: 'the transfer goes on, unseen',
    },
    fix: withNames((names) => [
      '# Smaller segments for what this policy admits; a little more overhead.',
      policyFor(names, 'set tcp-mss-sender 1350', 'set tcp-mss-receiver 1350'),
    ]),
    source: 'RFC 1191; Fortinet KB 369498',
  },
];
