import type { Cause } from '../cause.js';
import { staticRangeFor, FITTING_PINHOLE_UNUSED } from '../wording/general-fixes.js';
import {
  withNames,
  noFix,
  entryFor,
  settingsFor,
  globalSettings,
  policyFor,
} from '../wording/named-fixes.js';

/** The way of the data SYN up to and through the unit. */
export const path: readonly Cause[] = [
  {
    code: 'DATA_SYN_NOT_SEEN',
    stage: 'syn',
    verdict: 'failed',
    grade: 'A',
    title: 'the client’s data SYN never arrived',
    mechanism:
      'The client wanted the transfer, but no connection to the offered endpoint reached the unit: it never dialled, dialled elsewhere, or something before the unit dropped it.',
    evidence:
      'A transfer command with 425 or a timeout, and no SYN in a capture that covers both hosts on the client’s interface for 30 s after the offer.',
    neighbours: {
      OFFER_ABANDONED: 'no transfer command: nobody wanted it',
      CAPTURE_FILTER_TOO_NARROW: 'the capture could not show it',
      PASV_PRIVATE_ADDRESS_LEAKED: 'the client was told an address that does not lead here',
    },
    fix: withNames((names) => [
      '# On the client’s side: its firewall, its provider, the proxy that it uses. On the unit, watch for the SYN:',
      `diagnose sniffer packet any 'host ${names.client} and tcp' 4 0 l`,
    ]),
    source: 'FileZilla wiki (Network Configuration)',
  },
  {
    code: 'POLICY_DENY',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'no policy let the data connection in',
    mechanism:
      'No expectation took the data SYN, and no policy admits its port, so the forward policy check denied it.',
    evidence: '“Denied by forward policy check (policy 0)”, or another number, for the data SYN.',
    neighbours: {
      LOCAL_IN_DENY: 'iprope_in_check: it was taken for traffic to the unit itself',
      PINHOLE_NOT_OPENED: 'why nothing was expected',
      SYN_BEFORE_EXPECTATION: 'a retransmission went through',
    },
    fix: withNames((names) => [FITTING_PINHOLE_UNUSED, staticRangeFor(names)]),
    source: 'Fortinet KB 190119',
  },
  {
    code: 'LOCAL_IN_DENY',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'taken for traffic to the unit itself',
    mechanism:
      'The data SYN went to an address that the unit owns. Neither a pinhole nor a VIP took this port from there, so the local-in check dropped it.',
    evidence: '“iprope_in_check() check failed” for the data SYN.',
    neighbours: {
      POLICY_DENY: 'the VIP’s address is not one of an interface',
      VIP_PORT_NOT_FORWARDED: 'the same, seen from the configuration',
    },
    fix: withNames((names) => [FITTING_PINHOLE_UNUSED, staticRangeFor(names)]),
    source: 'Fortinet KB 190119',
  },
  {
    code: 'RPF_DROP',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'the source does not belong to this interface',
    mechanism:
      'By the routing table the client’s address is not reachable through the interface it came in by, so the SYN counts as spoofed.',
    evidence: '“reverse path check fail, drop”.',
    neighbours: { ASYMMETRIC_ROUTE: 'the SYN went through, and the answer takes another way' },
    fix: withNames((names) => [
      '# Least change: a route to the client through that interface (a higher priority number keeps it in reserve).',
      entryFor(
        names,
        'router static',
        '0',
        'set dst <client-network>',
        'set gateway <gateway>',
        'set device "<interface>"',
      ),
      '# Or without the check: spoofed sources are then accepted there.',
      entryFor(names, 'system interface', '"<interface>"', 'set src-check disable'),
    ]),
    source: 'Fortinet KB 190119',
  },
  {
    code: 'NO_ROUTE',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'no route to the other side',
    mechanism:
      'The unit knows no way to the target of the data connection. In active mode that is the client: up to 7.0 the pinhole borrowed the next hop of its control session, since 7.2 it needs a route of its own.',
    evidence: 'The server’s SYN comes in, no “find a route” follows, and nothing goes out.',
    neighbours: { RPF_DROP: 'the route is missing in the other direction' },
    fix: withNames((names) => [
      '# Other traffic to this network takes the route too.',
      entryFor(
        names,
        'router static',
        '0',
        'set dst <client-network>',
        'set gateway <gateway>',
        'set device "<interface>"',
      ),
    ]),
    source: 'Fortinet tip on active mode (copy at pupuweb.com)',
  },
  {
    code: 'ASYMMETRIC_ROUTE',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'the answers take another way',
    mechanism:
      'The SYN left through the unit, but the answer came back to the client some other way. The unit sees half a connection and drops what follows.',
    evidence: 'A SYN out, then ACK or data without a SYN-ACK, or “no session matched”.',
    neighbours: {
      SERVER_NO_ANSWER: 'nothing follows from the client either',
      NPU_OFFLOAD_HIDES_PACKETS: 'packets run in hardware and are only not shown',
    },
    fix: withNames((names) => [
      '# Least change: the server’s default route through this unit.',
      '# The last resort ends stateful inspection for the whole VDOM:',
      settingsFor(names, 'system settings', 'set asymroute enable'),
    ]),
    source: 'FortiOS CLI reference (system settings)',
  },
  {
    code: 'WRONG_INTERFACE',
    stage: 'admission',
    verdict: 'failed',
    grade: 'B',
    title: 'the data connection came by another interface',
    mechanism:
      'Control and data entered through different interfaces, for example two provider lines, and the rules of the second one do not fit.',
    evidence: 'The interfaces of the two SYNs differ.',
    neighbours: {
      WRONG_VDOM: 'the interface belongs to another VDOM',
      EXPECTATION_SOURCE_MISMATCH: 'the source address differs as well',
    },
    fix: withNames(() => ['# Pin both connections to one line: an SD-WAN rule, or one published address.']),
    source: 'follows from the lines themselves',
  },
  {
    code: 'SNAT_DIFFERS',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'B',
    title: 'control and data reach the server from different addresses',
    mechanism:
      'The policy translates the source of the control connection, the pinhole not that of the data connection, or the reverse. The server sees two different peers.',
    evidence: 'The source addresses of the two connections differ on the server’s side.',
    neighbours: { SERVER_PEER_CHECK: 'what servers do about it' },
    fix: withNames((names) => [
      '# Without source NAT the server sees the client, and must route its answers through this unit.',
      policyFor(names, 'set nat disable'),
    ]),
    source: 'Fortinet KB 189531 (the source is kept on both)',
  },
  {
    code: 'ACTIVE_SERVER_SYN_NOT_SEEN',
    stage: 'syn',
    verdict: 'failed',
    grade: 'A',
    title: 'active mode: the server never dialled back',
    mechanism: 'PORT or EPRT was accepted and a transfer began, but no SYN of the server reached the unit.',
    evidence:
      'Reply 200, a transfer command, 425 or a timeout, and no SYN from the server in a capture that covers it.',
    neighbours: {
      DATA_SYN_NOT_SEEN: 'passive mode: the client had to dial',
      ACTIVE_CLIENT_NO_ANSWER: 'the SYN came and was forwarded',
    },
    fix: withNames(() => [
      '# On the server: its firewall must let it dial out, often from port 20 (989 for implicit FTPS). Or passive mode.',
    ]),
    source: 'RFC 959',
  },
  {
    code: 'ACTIVE_SOURCE_PORT',
    stage: 'admission',
    verdict: 'failed',
    grade: 'B',
    title: 'something insists on source port 20',
    mechanism:
      'A rule admits the server’s connection only from port 20 or 989, and this server dials from a high port.',
    evidence: 'A denied SYN of the server from a high port, while others from port 20 pass.',
    neighbours: { POLICY_DENY: 'the source port plays no part' },
    fix: withNames(() => [
      '# On the server, vsftpd: it then needs the right to bind a low port.',
      'connect_from_port_20=YES',
      '# Or drop the condition on the source port from the rule.',
    ]),
    source: 'RFC 959; vsftpd',
  },
  {
    code: 'HALF_OPEN_TIMEOUT',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'B',
    title: 'the half-open session was removed',
    mechanism:
      'The connection never got beyond its SYN, and after a while the unit forgot it. A later answer finds no session.',
    evidence: '“proto_state=02” in the session list, later no entry.',
    neighbours: { SERVER_NO_ANSWER: 'the SYNs themselves can be seen' },
    fix: withNames(() => [
      '# First why nobody answers. A longer wait (the default is 10 s) keeps more half-open sessions:',
      globalSettings('system global', 'set tcp-halfopen-timer 30'),
    ]),
    source: 'FortiOS session documentation',
  },
  {
    code: 'PROXY_CLIENT_NEVER_USED',
    stage: 'syn',
    verdict: 'unused',
    grade: 'A',
    title: 'the pinhole was open and nobody came',
    mechanism: 'The proxy waited at the offered endpoint, and nothing shows that anybody wanted to use it.',
    evidence:
      '“bound to” or an expectation, no EXP line, and no transfer command before the next offer or the end.',
    neighbours: {
      DATA_SYN_NOT_SEEN: 'a transfer command with 425 or a timeout: it was wanted',
      OFFER_ABANDONED: 'no pinhole was opened either',
    },
    fix: noFix,
    source: 'Fortinet KB 189531',
  },
];
