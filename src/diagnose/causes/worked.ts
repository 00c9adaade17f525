import type { Cause } from '../cause.js';
import { deepInspectionFor } from '../wording/general-fixes.js';
import { withNames, noFix } from '../wording/named-fixes.js';

export const worked: readonly Cause[] = [
  {
    code: 'CONTROL_OPENED',
    stage: 'control',
    verdict: 'worked',
    grade: 'A',
    title: 'the control connection opened',
    mechanism:
      'The client reached the FTP server and both sides talked. It says nothing yet about any data connection: each of those has a verdict of its own.',
    evidence:
      'A SYN-ACK or payload of the control connection, a reply, a line of the proxy for this session, or its entry in a session list.',
    neighbours: {
      CONTROL_NEVER_OPENED: 'only SYNs, drops or a reset, and no answer of the server',
      LOGIN_FAILED: 'it opened, but the server refused the login',
    },
    fix: noFix,
    source: 'RFC 959',
  },
  {
    code: 'PINHOLE_WORKED',
    stage: 'serverLeg',
    verdict: 'worked',
    grade: 'A',
    title: 'the pinhole opened and was used',
    mechanism:
      'The unit read the offer in the control channel, made an expectation session (the pinhole) for it, the client’s SYN matched that session, was translated to the server, and the server answered.',
    evidence:
      'The offer; “Find an EXP session, id-…” with the id of the control session, or a data SYN that fits the tuple and a listed expectation; a SYN-ACK from the server on the server’s side.',
    neighbours: {
      PROXY_SERVER_LEG_FAILED:
        'only the client’s side opened: the proxy answers before it has asked the server',
      STATIC_FORWARD_USED: 'the data SYN shows a VIP and “Allowed by Policy”, and no EXP line',
      HELPER_PINHOLE_WORKED: 'plain FTP read by the kernel’s session helper, without the proxy',
    },
    fix: noFix,
    source: 'Fortinet KB 189531',
  },
  {
    code: 'DATA_CONNECTION_OPENED',
    stage: 'serverLeg',
    verdict: 'worked',
    grade: 'A',
    title: 'the data connection opened, unknown how',
    mechanism:
      'Both ends answered. The capture is a sniffer or a pcap alone, so nothing in it tells whether a pinhole, a VIP or a policy let the connection in.',
    evidence: 'A SYN-ACK of the far end, and neither an EXP nor a VIP nor a policy line.',
    neighbours: {
      PINHOLE_WORKED: 'a flow trace shows the EXP line',
      STATIC_FORWARD_USED: 'a flow trace shows the VIP and the policy',
    },
    fix: noFix,
    source: 'RFC 959; packet captures',
  },
  {
    code: 'STATIC_FORWARD_USED',
    stage: 'serverLeg',
    verdict: 'worked',
    grade: 'B',
    title: 'a VIP or policy let it in, not a pinhole',
    mechanism:
      'A VIP and a policy cover the passive ports for good, so no pinhole was needed. The same rule would hide a pinhole that is broken.',
    evidence:
      'The data SYN shows “VIP-…” and “Allowed by Policy-N”, and no EXP line; then the server answers.',
    neighbours: { PINHOLE_WORKED: 'an EXP line for the data SYN' },
    fix: noFix,
    source: 'Fortinet KB 189531 (later text); ProFTPD NAT howto',
  },
  {
    code: 'ACTIVE_PINHOLE_WORKED',
    stage: 'clientLeg',
    verdict: 'worked',
    grade: 'B',
    title: 'active mode: the server dialled back',
    mechanism:
      'The client named its own endpoint with PORT or EPRT, the unit expected a connection from the server to it, the server dialled, the translation was undone and the client answered.',
    evidence:
      'PORT or EPRT and reply 200; a SYN from the server (often from port 20 or 989) that hits the pinhole; a SYN-ACK of the client.',
    neighbours: {
      ACTIVE_CLIENT_NO_ANSWER: 'the SYN left towards the client and nothing came back',
      ACTIVE_SERVER_SYN_NOT_SEEN: 'the server never dialled',
    },
    fix: noFix,
    source: 'Fortinet KB 189938; RFC 959',
  },
  {
    code: 'HELPER_PINHOLE_WORKED',
    stage: 'serverLeg',
    verdict: 'worked',
    grade: 'A',
    title: 'the session helper’s pinhole was used',
    mechanism:
      'Plain FTP: the kernel’s FTP session helper read the offer and opened the pinhole without the proxy. Packets pass through, so that both sides show the same sequence numbers.',
    evidence:
      '“run helper-ftp” on the control session or helper=ftp in the session list, an EXP line, the same SYN sequence number on both sides, no line of the proxy.',
    neighbours: { PINHOLE_WORKED: '“send to application layer” on the control session: the proxy did it' },
    fix: noFix,
    source: 'Fortinet KB 189938',
  },
  {
    code: 'CCC_CLEARED',
    stage: 'control',
    verdict: 'remark',
    grade: 'A',
    title: 'the control channel went back to plain text',
    mechanism:
      'After the login the client sent CCC and ended TLS on the control connection. From there on a session helper can read the offers again, and so can everybody on the way.',
    evidence: 'TLS close alerts on the control connection, then readable PASV, EPSV or PORT on the same one.',
    neighbours: {
      HELPER_BLIND_AFTER_AUTH: 'what follows stays cipher text',
      CCC_REFUSED: 'the answer to CCC was 533, 534 or 500',
    },
    fix: withNames((names) => [
      '# Nothing has to change. Deep inspection would make CCC unnecessary.',
      deepInspectionFor(names),
    ]),
    source: 'RFC 4217; RFC 2228; packet captures',
  },
  {
    code: 'TRANSFER_OK_DATA_UNSEEN',
    stage: 'transfer',
    verdict: 'worked',
    grade: 'A',
    title: 'the transfer completed outside the capture',
    mechanism:
      'The control channel reports a completed transfer, so its data connection must have worked. The capture does not reach to where that ran.',
    evidence: '150 or 125, then 226 or 250; no data SYN, and no source that had to show one.',
    neighbours: {
      DATA_SYN_NOT_SEEN: 'the transfer ended with 425 or in a timeout',
      REPLY_150_WITHOUT_226: 'it began and was never confirmed',
    },
    fix: withNames(() => [
      '# To see it as well, capture by hosts instead of by port: more lines to read.',
      "diagnose sniffer packet any 'host <client> or host <server> or icmp' 4 0 l",
    ]),
    source: 'RFC 959; packet captures',
  },
];
