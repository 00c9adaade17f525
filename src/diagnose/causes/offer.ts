import type { Cause } from '../cause.js';
import {
  proxyModeFor,
  staticRangeFor,
  SERVER_PASSIVE_RANGE,
  PASSIVE_MODE,
} from '../wording/general-fixes.js';
import { withNames, noFix } from '../wording/named-fixes.js';

/** What an offer names, and whether anybody took it up. */
export const offer: readonly Cause[] = [
  {
    code: 'PASV_PRIVATE_ADDRESS_LEAKED',
    stage: 'offer',
    verdict: 'failed',
    grade: 'A',
    title: 'the client was told the server’s inside address',
    mechanism:
      'Nobody rewrote the 227 on its way, so it reached the client with the address behind the VIP. The client dials that, or nothing at all.',
    evidence:
      'The inside address in the 227 on the client’s side of the unit, or a SYN of the client to that address. offer_ip= in the proxy’s lines is no evidence: it is read before the rewrite and normally private.',
    neighbours: {
      PASV_MASQUERADE_MISMATCH: 'a public address, but not that of this VIP',
      PINHOLE_NOT_OPENED: 'the client ignored the address and dialled the VIP, as many do',
    },
    fix: withNames((names) => [
      '# What opens the pinhole also rewrites the reply: proxy mode and deep inspection for FTPS.',
      proxyModeFor(names),
      '# Or on the server, vsftpd: it then tells this address to inside clients too.',
      'pasv_address=<vip-address>',
      '# ProFTPD:',
      'MasqueradeAddress <vip-address>',
      staticRangeFor(names),
    ]),
    source: 'FileZilla wiki (Network Configuration); vsftpd; ProFTPD NAT howto',
  },
  {
    code: 'PASV_MASQUERADE_MISMATCH',
    stage: 'offer',
    verdict: 'failed',
    grade: 'B',
    title: 'the server announces somebody else’s address',
    mechanism:
      'The server is set to announce a public address, and it is not the one of this VIP: an old line, another site, a changed name.',
    evidence: 'An offered address that is neither the server’s own nor the VIP’s.',
    neighbours: {
      MASQUERADE_DEFEATS_REWRITE: 'it announces exactly the VIP’s address',
      OFFER_FOREIGN_ADDRESS: 'a third host is meant, not a wrong copy of this one',
    },
    fix: withNames(() => [
      '# On the server, vsftpd: new sessions only.',
      'pasv_address=<vip-address>',
      '# ProFTPD:',
      'MasqueradeAddress <vip-address>',
    ]),
    source: 'ProFTPD NAT howto; vsftpd',
  },
  {
    code: 'MASQUERADE_DEFEATS_REWRITE',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'C',
    title: 'the server’s masquerade possibly confuses the inspection',
    mechanism:
      'The server already announces the VIP’s address. What inspects the session looks for the inside address, and may expect a connection to the wrong target or none at all.',
    evidence:
      'The offered address equals the VIP’s; the translated part of the expectation is not the server, or there is no expectation.',
    neighbours: {
      PASV_MASQUERADE_MISMATCH: 'the announced address is not the VIP’s',
      PINHOLE_WORKED: 'the translated part is the server: then it does no harm',
    },
    fix: withNames((names) => [
      '# Let the server announce its own address where the unit inspects: remove pasv_address or MasqueradeAddress.',
      '# Clients that reach the server without this unit then get its inside address.',
      staticRangeFor(names),
    ]),
    source: 'Linux nf_conntrack_ftp (loose); ProFTPD NAT howto',
  },
  {
    code: 'OFFER_FOREIGN_ADDRESS',
    stage: 'offer',
    verdict: 'failed',
    grade: 'A',
    title: 'the offer names a third host',
    mechanism:
      'The offered address belongs neither to the peer of the control connection nor to its translation: server-to-server transfer, a bounce attack, or hosts renumbered on the way. Helpers and servers refuse it on purpose.',
    evidence:
      'An offered address that is not the control peer’s and not its NAT; often 500 or 501 as the answer.',
    neighbours: {
      CLIENT_BEHIND_OTHER_NAT: 'active mode, and the address is the client’s own private one',
      PASV_MASQUERADE_MISMATCH: 'passive mode, and the server means itself',
    },
    fix: withNames(() => [
      '# Do not allow it: it lets strangers aim the server at others. Use passive mode to the server itself.',
    ]),
    source: 'RFC 2577; RFC 1579; Linux nf_conntrack_ftp; Suricata tests',
  },
  {
    code: 'CLIENT_BEHIND_OTHER_NAT',
    stage: 'offer',
    verdict: 'failed',
    grade: 'A',
    title: 'the client’s own NAT did not rewrite its PORT',
    mechanism:
      'In active mode the client named its private address, and the router before it did not rewrite that. The server cannot reach it.',
    evidence: 'PORT or EPRT with a private address, while the control connection comes from a public one.',
    neighbours: { OFFER_FOREIGN_ADDRESS: 'the address is public and of another host' },
    fix: withNames(() => [
      PASSIVE_MODE,
      '# Otherwise the FTP helper of the router before the client has to be on; FTPS hides PORT from it.',
    ]),
    source: 'FileZilla wiki (Network Configuration); Fortinet tip on active mode',
  },
  {
    code: 'OFFER_ABANDONED',
    stage: 'syn',
    verdict: 'unused',
    grade: 'A',
    title: 'nobody used the offer',
    mechanism:
      'The client asked for an offer and left it: another offer, QUIT, ABOR, or it was only trying. That is no failure.',
    evidence:
      'No SYN to the endpoint and no transfer command before the next offer or the end of the session.',
    neighbours: {
      DATA_SYN_NOT_SEEN: 'a transfer command and 425 or a timeout: the client did want it',
      PROXY_CLIENT_NEVER_USED: 'the proxy had opened the pinhole',
    },
    fix: noFix,
    source: 'Zeek tests; packet captures',
  },
  {
    code: 'OFFER_SUPERSEDED',
    stage: 'syn',
    verdict: 'unused',
    grade: 'B',
    title: 'a newer offer replaced this one',
    mechanism:
      'The client asked again before it had used the first offer. Only the last one counts; the proxy frees the older expectation.',
    evidence: '“exp_free … exp=0x…” and then a new listener; a SYN to the older port finds nothing.',
    neighbours: {
      OFFER_ABANDONED: 'no line shows that it was freed',
      EXPECTATION_USED_TWICE: 'one offer, two connections',
    },
    fix: withNames(() => [
      '# The client has to dial the last offer; fewer parallel transfers in its settings hide the fault.',
    ]),
    source: 'Fortinet KB 189531 (exp_free)',
  },
  {
    code: 'OFFER_PORT_REUSED',
    stage: 'admission',
    verdict: 'failed',
    grade: 'B',
    title: 'the same port was offered again too soon',
    mechanism:
      'The server offered an endpoint whose last connection is still open or lingers in TIME_WAIT. The new SYN falls into the old session.',
    evidence:
      'The same address and port twice; “Find an existing session” for the new SYN, or a reset of the server.',
    neighbours: { SERVER_RST: 'the port was not used before' },
    fix: withNames(() => [
      ...SERVER_PASSIVE_RANGE,
      '# On the unit, if somebody raised it: back to the default of 1 s; later packets of an old connection may then be dropped.',
      'config system global',
      '    set tcp-timewait-timer 1',
      'end',
    ]),
    source: 'RFC 959; RFC 1579',
  },
  {
    code: 'ACTIVE_LOW_PORT',
    stage: 'offer',
    verdict: 'failed',
    grade: 'B',
    title: 'PORT names a port below 1024',
    mechanism:
      'Servers and helpers refuse to dial a well-known port for a stranger, since that is how bounce attacks look.',
    evidence: 'A port below 1024 in PORT or EPRT, and an error or no connection.',
    neighbours: {
      OFFER_FOREIGN_ADDRESS: 'the address is foreign as well',
      OFFER_REFUSED: 'the server refuses high ports too',
    },
    fix: withNames(() => [PASSIVE_MODE]),
    source: 'RFC 2577',
  },
];
