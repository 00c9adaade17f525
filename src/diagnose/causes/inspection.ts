import type { Cause } from '../cause.js';
import { withNames, noFix, entryFor, inspectionFor } from '../wording/named-fixes.js';

/** TLS on control and data, and what the unit makes of it. */
export const tls: readonly Cause[] = [
  {
    code: 'TLS_CONTROL_FAILED',
    stage: 'control',
    verdict: 'failed',
    grade: 'A',
    title: 'TLS on the control channel failed',
    mechanism:
      'After AUTH TLS the two sides, or one of them and the unit, could not agree on TLS. The login never began.',
    evidence: '234 and a ClientHello, then an alert or the end of the connection; no USER.',
    neighbours: {
      TLS_CERT_REJECTED: 'the client’s alert speaks of the certificate',
      TLS_SERVER_CERT_BLOCKED: 'the unit closed both sides',
    },
    fix: withNames((names) => [
      '# Versions that the profile admits: a lower one is weaker for all who use it.',
      inspectionFor(names, 'set min-allowed-ssl-version tls-1.0', 'set unsupported-ssl-version allow'),
    ]),
    source: 'FortiOS CLI reference; RFC 4217',
  },
  {
    code: 'TLS_CERT_REJECTED',
    stage: 'control',
    verdict: 'failed',
    grade: 'A',
    title: 'the client does not trust the inspection’s certificate',
    mechanism:
      'Deep inspection shows the client a certificate that the unit signed. The client does not know that authority and ends the connection. With TLS 1.3 the alert itself is encrypted.',
    evidence:
      'An alert unknown_ca, bad_certificate or certificate_unknown from the client, right after the server’s certificate. Under TLS 1.3 only FIN or RST there: then it is a possibility.',
    neighbours: {
      TLS_SERVER_CERT_BLOCKED: 'the unit refused, not the client',
      TLS_CLIENT_CERT: 'the server had asked the client for a certificate',
    },
    fix: withNames((names) => [
      '# Install the unit’s CA in the client. Or let the unit show the server’s own certificate, with its key on the unit:',
      entryFor(
        names,
        'firewall ssl-ssh-profile',
        names.sslProfile,
        'set server-cert-mode replace',
        'set server-cert "<server-certificate>"',
      ),
    ]),
    source: 'Fortinet knowledge base; RFC 8446',
  },
  {
    code: 'TLS_SERVER_CERT_BLOCKED',
    stage: 'control',
    verdict: 'failed',
    grade: 'B',
    title: 'the unit blocks the server’s certificate',
    mechanism:
      'The server’s certificate is expired, revoked or untrusted, and the profile says to block such servers.',
    evidence:
      'The unit closes both sides after the server’s certificate; block in expired-server-cert, revoked-server-cert or cert-validation-failure.',
    neighbours: { TLS_CERT_REJECTED: 'an alert of the client' },
    fix: withNames((names) => [
      '# Least change: a valid certificate on the server. Otherwise such certificates pass for all who use the profile:',
      inspectionFor(
        names,
        'set expired-server-cert allow',
        'set revoked-server-cert allow',
        'set cert-validation-failure allow',
      ),
    ]),
    source: 'Fortinet KB 189531; FortiOS CLI reference',
  },
  {
    code: 'TLS_CLIENT_CERT',
    stage: 'control',
    verdict: 'failed',
    grade: 'B',
    title: 'the server asks for a client certificate',
    mechanism:
      'A proxy in the middle cannot answer for the client: it does not have the client’s key. With deep inspection the handshake fails.',
    evidence: 'A CertificateRequest of the server, then the failure.',
    neighbours: { TLS_CERT_REJECTED: 'no request before the alert' },
    fix: withNames((names) => [
      '# Such sessions then pass unread, so that they get no pinhole: a fixed passive range has to be forwarded.',
      inspectionFor(names, 'set client-certificate bypass'),
    ]),
    source: 'FortiOS CLI reference',
  },
  {
    code: 'TLS_SESSION_REUSE_REQUIRED',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'the server wants the TLS session reused',
    mechanism:
      'The server takes a data connection only if it resumes the TLS session of the control connection. The client does not, or the proxy with its two separate TLS sessions does not (that it can is not documented).',
    evidence:
      'The data connection opens on both sides, then TLS fails or ends at once; “425 … TLS session of data connection not resumed” or “522 SSL connection failed; session reuse required”.',
    neighbours: {
      TLS_DATA_FAILED: 'an alert for another reason, and no such text',
      PROT_MISMATCH: 'one side is in clear text',
      SERVER_PEER_CHECK: 'the reply speaks of the address',
    },
    fix: withNames(() => [
      '# On the server: without reuse, somebody else could take a data connection. vsftpd:',
      'require_ssl_reuse=NO',
      '# ProFTPD:',
      'TLSOptions NoSessionReuseRequired',
      '# FileZilla Server 1.x cannot switch it off: leave it out of deep inspection and forward a fixed passive range.',
    ]),
    source: 'vsftpd; ProFTPD TLS howto; issues of FluentFTP, duplicati and cyberduck',
  },
  {
    code: 'TLS_DATA_FAILED',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'TLS on the data connection failed',
    mechanism: 'The data connection opened, and then its TLS handshake failed. The alert names the reason.',
    evidence: 'A TLS alert on the data connection, before any application data.',
    neighbours: {
      TLS_SESSION_REUSE_REQUIRED: 'the server’s reply or log speaks of reuse',
      PROT_MISMATCH: 'no TLS from one of the sides',
    },
    fix: withNames((names) => [
      '# By the alert: versions and certificates as on the control channel, where the same profile worked.',
      `show full-configuration firewall ssl-ssh-profile ${names.sslProfile}`,
    ]),
    source: 'RFC 4217',
  },
  {
    code: 'PROT_MISMATCH',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'one side encrypts the data, the other does not',
    mechanism:
      'The client did not ask for PROT P although the server demands it, or the reverse. One side speaks TLS and the other plain text.',
    evidence:
      'No PROT P before the transfer and 521, 522, 534 or 536; or a ClientHello that is answered by plain bytes.',
    neighbours: { TLS_DATA_FAILED: 'both speak TLS and disagree' },
    fix: withNames(() => [
      '# In the client: protect the data connection.',
      'PROT P',
      '# On the server instead, vsftpd: data may then travel in clear.',
      'force_local_data_ssl=NO',
      '# ProFTPD: the same.',
      'TLSRequired ctrl',
    ]),
    source: 'RFC 4217',
  },
  {
    code: 'PROT_C_DATA_PLAIN',
    stage: 'transfer',
    verdict: 'remark',
    grade: 'A',
    title: 'the data travels in clear by agreement',
    mechanism: 'The client asked for PROT C and the server agreed: commands are encrypted, files are not.',
    evidence: 'PROT C and reply 200.',
    neighbours: { PROT_MISMATCH: 'the server did not agree' },
    fix: noFix,
    source: 'RFC 4217',
  },
  {
    code: 'TLS_TRUNCATED',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'the data ended without TLS saying so',
    mechanism:
      'The connection was closed without a close alert. Strict clients cannot tell this from an attack and report a failure, although all bytes may be there.',
    evidence: 'FIN without an alert, an error in the client; 226 may be there.',
    neighbours: { DATA_CONNECTION_RESET: 'it ended with RST' },
    fix: withNames(() => [
      '# In the software that closes first: server, or proxy if only its side lacks the alert. Compare both sides.',
    ]),
    source: 'FileZilla wiki (TLS)',
  },
  {
    code: 'CCC_REFUSED',
    stage: 'control',
    verdict: 'failed',
    grade: 'A',
    title: 'going back to plain text was refused',
    mechanism:
      'The client asked with CCC to continue the control channel in clear, and server or proxy said no.',
    evidence: 'Reply 533, 534 or 500 to CCC.',
    neighbours: { CCC_CLEARED: 'it was allowed' },
    fix: withNames(() => ['# In the client: switch CCC off. Deep inspection makes it unnecessary.']),
    source: 'RFC 2228; RFC 4217',
  },
];
