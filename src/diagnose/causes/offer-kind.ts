import type { Cause } from '../cause.js';
import { proxyModeFor } from '../wording/general-fixes.js';
import { withNames } from '../wording/named-fixes.js';

/** Kinds of offers that one of the parties does not follow. */
export const offerKind: readonly Cause[] = [
  {
    code: 'EPSV_NOT_TRACKED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'C',
    title: 'EPSV is possibly not followed',
    mechanism:
      'The helper’s documentation names PORT, PASV and 227 only. Where a build does not follow EPSV, its 229 opens no pinhole.',
    evidence: 'EPSV and a readable 229 without an expectation, while PASV in the same trace gets one.',
    neighbours: { PINHOLE_NOT_OPENED: 'PASV gets none either' },
    fix: withNames((names) => [
      '# In the client: PASV over IPv4, which names an address that has to be rewritten.',
      `curl --disable-epsv ftp://${names.dialled}/`,
      '# ftp of BSD and macOS:',
      'epsv4 off',
    ]),
    source: 'FortiOS handbook (FTP session helper); pure-ftpd notes',
  },
  {
    code: 'EPSV_ALL',
    stage: 'offer',
    verdict: 'failed',
    grade: 'A',
    title: 'EPSV ALL forbids every other offer',
    mechanism: 'After EPSV ALL a server must refuse PASV, PORT and EPRT for the rest of the session.',
    evidence: 'EPSV ALL, and later 4xx or 5xx to PASV, PORT or EPRT.',
    neighbours: { OFFER_REFUSED: 'refused without EPSV ALL before it' },
    fix: withNames(() => ['# In the client: switch EPSV ALL off, or use nothing but EPSV.']),
    source: 'RFC 2428',
  },
  {
    code: 'EPRT_FAMILY_REFUSED',
    stage: 'offer',
    verdict: 'failed',
    grade: 'A',
    title: 'the server does not dial this address family',
    mechanism: 'The server answered EPRT with 522 and the families that it would take.',
    evidence: 'Reply 522 with a list such as (1) or (1,2).',
    neighbours: {
      TLS_SESSION_REUSE_REQUIRED: '522 in answer to a transfer command speaks of TLS',
      NAT64_FAMILY_MISMATCH: 'client and server are of different families',
    },
    fix: withNames(() => ['# In the client: passive mode (EPSV), or the family that the reply names.']),
    source: 'RFC 2428',
  },
  {
    code: 'NAT64_FAMILY_MISMATCH',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the offer does not survive NAT64',
    mechanism:
      'The client speaks IPv6 and the server IPv4. PASV, PORT and EPRT carry an address of one family and need a translator that rewrites them; EPSV carries none.',
    evidence: 'A control connection that crosses families, and an offer of another kind than EPSV.',
    neighbours: { EPSV_NOT_TRACKED: 'it is EPSV, and the pinhole is missing' },
    fix: withNames(() => [
      '# In the client: EPSV. Otherwise the translator needs an FTP gateway as in RFC 6384.',
    ]),
    source: 'RFC 6384',
  },
  {
    code: 'IPV6_NOT_INSPECTED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'C',
    title: 'the IPv6 rule possibly inspects less',
    mechanism:
      'The rule or the VIP for IPv6 may lack the profiles that the one for IPv4 has, so that nobody reads the offers.',
    evidence: 'An IPv6 control session without a line of proxy or helper, while IPv4 sessions have them.',
    neighbours: { CONTROL_OPAQUE_FLOW_MODE: 'IPv4 is not inspected either' },
    fix: withNames((names) => [
      '# The policy that takes the IPv6 session needs what the IPv4 one has:',
      proxyModeFor(names),
      '# And see what the IPv6 VIP forwards:',
      'show firewall vip6',
    ]),
    source: 'FortiOS CLI reference',
  },
];
