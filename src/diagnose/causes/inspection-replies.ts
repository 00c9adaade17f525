import type { Cause } from '../cause.js';
import { withNames, noFix, entryFor, protocolFor } from '../wording/named-fixes.js';

/** What ends a transfer: inspection, resets and the server's own words. */
export const replies: readonly Cause[] = [
  {
    code: 'DATA_CONNECTION_RESET',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'the data connection was reset',
    mechanism:
      'The connection opened, and one side reset it before either had begun to close it. The pinhole did its work; the transfer broke.',
    evidence: 'An RST on the open data connection with no FIN before it, and no 226.',
    neighbours: {
      SERVER_RST: 'the reset answers the SYN: it never opened',
      IPS_BLOCK: 'resets to both sides that neither end had sent',
      REPLY_426: 'the server reports the break itself',
    },
    fix: withNames(() => ['# At the side that the reset came in from: its log for that second.']),
    source: 'RFC 9293; RFC 959',
  },
  {
    code: 'IPS_BLOCK',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'B',
    title: 'IPS or application control cut it',
    mechanism: 'A signature or an application rule matched, and the unit dropped or reset the connection.',
    evidence:
      'An IPS or application log for it, or resets to both sides after payload, none of which came in from an end.',
    neighbours: {
      DATA_CONNECTION_RESET: 'the reset came in from one of the ends',
      AV_BLOCK: 'the file was the reason, and the control channel says so',
    },
    fix: withNames((names) => [
      '# By the log: exempt this signature for this server. It then no longer protects it.',
      entryFor(
        names,
        'ips sensor',
        '"<ips-sensor>"',
        'config entries',
        '    edit <entry-of-the-signature>',
        '        set action pass',
        '    next',
        'end',
      ),
    ]),
    source: 'Fortinet KB 407206',
  },
  {
    code: 'AV_BLOCK',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'antivirus blocked the file',
    mechanism: 'The proxy found the file infected and sent its replacement message in place of 226.',
    evidence:
      'Bytes on the data connection, then the text of a refusal on the control channel; an antivirus log.',
    neighbours: {
      REPLY_550: '550 at once, before any byte: the server’s own',
      FILE_BLOCK_OR_OVERSIZE: 'the text names a file type or a size',
    },
    fix: withNames(() => [
      '# That is what the policy is for. If the verdict is wrong, report the file to the vendor.',
    ]),
    source: 'FortiOS CLI reference (replacemsg ftp)',
  },
  {
    code: 'FILE_BLOCK_OR_OVERSIZE',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'file filter, DLP or size limit',
    mechanism:
      'A file filter, data leak prevention or the size limit of the protocol options stopped the file.',
    evidence: 'A replacement message that names it.',
    neighbours: { AV_BLOCK: 'the message names a virus' },
    fix: withNames((names) => [
      '# For the size (in megabytes): larger files are then buffered and take more memory.',
      protocolFor(names, 'set oversize-limit 100'),
    ]),
    source: 'FortiOS CLI reference (profile-protocol-options, replacemsg ftp)',
  },
  {
    code: 'CONTROL_NEVER_OPENED',
    stage: 'control',
    verdict: 'failed',
    grade: 'A',
    title: 'the control connection never opened',
    mechanism:
      'The SYN to the control port was dropped, refused or not answered. Nothing of FTP could begin.',
    evidence: 'SYNs of the control port alone, or a drop or reset for them.',
    neighbours: {
      LOGIN_FAILED: 'it opened and the login failed',
      TLS_CONTROL_FAILED: 'it opened and TLS failed',
    },
    fix: withNames((names) => [
      '# Is there a VIP and a policy for the control port?',
      `show firewall vip ${names.vip}`,
      `show firewall policy ${names.policy}`,
    ]),
    source: 'packet captures',
  },
  {
    code: 'LOGIN_FAILED',
    stage: 'control',
    verdict: 'failed',
    grade: 'A',
    title: 'the server refused the login',
    mechanism: 'The account, its password or its right to log in was refused before any offer.',
    evidence: 'Reply 530 before any offer.',
    neighbours: { OFFER_REFUSED: '530 in answer to PASV, EPSV, PORT or EPRT' },
    fix: withNames(() => [
      '# On the server: the account. Some demand TLS before the login; then 530 says so.',
    ]),
    source: 'RFC 959',
  },
  {
    code: 'REPLY_425',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: '425: no data connection',
    mechanism:
      'The server could not open the data connection. In passive mode nobody came, or it failed a check; in active mode the server could not dial out.',
    evidence: 'Reply 425 to a transfer command. The cause stands in the stages before it.',
    neighbours: {
      DATA_SYN_NOT_SEEN: 'passive, and no SYN arrived',
      TLS_SESSION_REUSE_REQUIRED: 'the text speaks of TLS sessions',
      SERVER_PEER_CHECK: 'the text speaks of a bad address',
    },
    fix: noFix,
    source: 'RFC 959',
  },
  {
    code: 'REPLY_426',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: '426: the data connection broke',
    mechanism: 'The transfer had begun, and its connection broke. Who sent the first RST or FIN tells where.',
    evidence: 'Reply 426 after 150 or 125.',
    neighbours: {
      DATA_CONNECTION_RESET: 'the reset itself is in the capture',
      TRANSFER_ABORTED: 'the client had sent ABOR',
      REPLY_421: 'the server closed the whole session',
    },
    fix: noFix,
    source: 'RFC 959',
  },
  {
    code: 'TRANSFER_ABORTED',
    stage: 'transfer',
    verdict: 'remark',
    grade: 'A',
    title: 'the client broke the transfer off',
    mechanism:
      'The client sent ABOR during the transfer. The server then ends it with 426 and answers ABOR with 225 or 226: that is what the client wished.',
    evidence: 'ABOR after the transfer command; 426 is its consequence.',
    neighbours: {
      REPLY_426: 'no ABOR stands before it',
      ANTIVIRUS_HOLD: 'the client gave up after it had waited in vain',
    },
    fix: noFix,
    source: 'RFC 959',
  },
  {
    code: 'REPLY_150_WITHOUT_226',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'begun and never confirmed',
    mechanism:
      'The transfer began, its connection closed, and no final reply came, although the capture goes on for long enough.',
    evidence: '150 or 125, the end of the data connection, then no 226 and no error.',
    neighbours: {
      CONTROL_IDLE_TIMEOUT: 'the control session had been silent for an hour',
      ANTIVIRUS_HOLD: 'the proxy still holds the file',
      CAPTURE_TOO_SHORT: 'the capture ends too early to tell',
    },
    fix: noFix,
    source: 'RFC 959',
  },
  {
    code: 'REPLY_550',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: '550: file or permission',
    mechanism:
      'The server would not give or take this file: it is not there, or the account may not touch it. The network had no part in it.',
    evidence: 'Reply 550 without a fault on the data connection.',
    neighbours: { AV_BLOCK: 'the text is that of a replacement message' },
    fix: withNames(() => ['# On the server: path and rights of the account.']),
    source: 'RFC 959',
  },
  {
    code: 'REPLY_421',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: '421: the server closed the service',
    mechanism: 'The server ended the session: idle for too long, too many connections, or it shuts down.',
    evidence: 'Reply 421, to a command or unasked.',
    neighbours: { CONTROL_IDLE_TIMEOUT: 'the unit forgot the session, and no reply says so' },
    fix: withNames(() => [
      '# On the server, vsftpd: idle sessions then hold their place for longer.',
      'idle_session_timeout=900',
    ]),
    source: 'RFC 959',
  },
  {
    code: 'ANTIVIRUS_HOLD',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'B',
    title: 'the proxy holds the file until it is scanned',
    mechanism:
      'The proxy takes the whole file from one side before it gives it to the other. With large files the waiting side gives up.',
    evidence: 'Bytes on one side and none on the other for a long time, then a timeout.',
    neighbours: {
      MTU_BLACKHOLE: 'the same segment again and again',
      CONTROL_IDLE_TIMEOUT: 'the data had arrived',
    },
    fix: withNames((names) => [
      '# A trickle keeps the client waiting; a part of an infected file may reach it. Not for the explicit proxy.',
      protocolFor(names, 'append options clientcomfort', 'set comfort-interval 10', 'set comfort-amount 1'),
    ]),
    source: 'FortiOS FTP proxy documentation',
  },
];
