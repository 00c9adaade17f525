import type { Cause } from '../cause.js';
import { deepInspectionFor, proxyModeFor } from '../wording/general-fixes.js';
import { withNames, entryFor, sharedEntryFor } from '../wording/named-fixes.js';

/** Why the session helper made no pinhole, and offers that nobody could have used. */
export const noExpectationHelper: readonly Cause[] = [
  {
    code: 'HELPER_NOT_ON_PORT',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'no session helper on this port',
    mechanism:
      'The kernel’s FTP helper looks only at ports that have an entry for it, by default 21. FTP on another port passes unread, although it is plain text.',
    evidence:
      'A readable 227, 229 or PORT in a hex dump or pcap; the control session’s trace without “run helper-ftp”, its entry in the session list without helper=ftp; config system session-helper lists other ports.',
    neighbours: {
      HELPER_MISSING: 'it is port 21 and still no helper runs',
      FTP_PORT_NOT_MAPPED: 'the policy is in proxy mode',
    },
    fix: withNames((names) => [
      '# Other protocols on this port will be read as FTP, in all policies. Only new sessions follow it.',
      sharedEntryFor(
        names,
        'system session-helper',
        '0',
        'set name ftp',
        'set protocol 6',
        `set port ${names.port}`,
      ),
      '# Or for one service, and with it for the policies that use it:',
      entryFor(
        names,
        'firewall service custom',
        '"<service>"',
        `set tcp-portrange ${names.port}`,
        'set helper ftp',
      ),
    ]),
    source: 'Fortinet KB 224345; FortiOS CLI reference; hirotanoblog.com',
  },
  {
    code: 'HELPER_MISSING',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the FTP session helper is gone',
    mechanism:
      'The entry for FTP was deleted from the session helpers, or the service of the policy disables its helper. Nobody reads the offers of plain FTP.',
    evidence:
      'Port 21, and no “run helper-ftp” on the control session; a configuration without the entry, or with set helper disable.',
    neighbours: { HELPER_NOT_ON_PORT: 'the entry is there, for other ports' },
    fix: withNames((names) => [
      '# Back to the default. Only new sessions follow it.',
      entryFor(names, 'firewall service custom', '"FTP"', 'set helper auto'),
      '# If no entry has "set name ftp" (show system session-helper):',
      sharedEntryFor(names, 'system session-helper', '0', 'set name ftp', 'set protocol 6', 'set port 21'),
    ]),
    source: 'Fortinet KB 224345; FortiOS CLI reference',
  },
  {
    code: 'HELPER_BLIND_AFTER_AUTH',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the helper lost sight at AUTH TLS',
    mechanism:
      'The session helper read the control channel until the client said AUTH TLS. After 234 all is encrypted, and a helper cannot decrypt.',
    evidence: '“run helper-ftp”, AUTH and 234 in clear, then TLS records only.',
    neighbours: {
      CCC_CLEARED: 'the client went back to plain text after its login',
      CONTROL_OPAQUE_FLOW_MODE: 'the same from the side of the policy',
    },
    fix: withNames((names) => [proxyModeFor(names), deepInspectionFor(names)]),
    source: 'Fortinet KB 189531, 192140',
  },
  {
    code: 'OFFER_UNREADABLE',
    stage: 'offer',
    verdict: 'failed',
    grade: 'B',
    title: 'the offer could not be understood',
    mechanism:
      'A 227, 229 or PORT is malformed, over-long, or spread over several segments. A helper works packet by packet and gives such a reply up; clients may too.',
    evidence: 'The reply code with a text that yields no address and port, or the reply in pieces.',
    neighbours: {
      OFFER_REFUSED: 'the code itself says no',
      EPSV_NOT_TRACKED: 'the reply is well formed, but of a kind that is not followed',
    },
    fix: withNames((names) => [
      '# First the software that wrote it. A proxy puts replies together again before it reads them:',
      proxyModeFor(names),
    ]),
    source: 'Linux nf_conntrack_ftp; Suricata tests',
  },
  {
    code: 'OFFER_REFUSED',
    stage: 'offer',
    verdict: 'failed',
    grade: 'A',
    title: 'the server refused to offer',
    mechanism:
      'The server answered PASV, EPSV, PORT or EPRT with an error. There is nothing to open a pinhole for.',
    evidence: 'A reply of 4xx or 5xx to that command: 421, 425, 500, 501, 502, 522 or 530.',
    neighbours: {
      EPRT_FAMILY_REFUSED: '522: another address family is wanted',
      EPSV_ALL: 'EPSV ALL stands before it',
      LOGIN_FAILED: '530: the client is not logged in',
    },
    fix: withNames(() => [
      '# Allow it on the server, vsftpd: active mode makes the server dial out to clients.',
      'pasv_enable=YES',
      'port_enable=YES',
    ]),
    source: 'RFC 959; RFC 2428',
  },
];
