import { alertName } from '../../observations/tls-alerts.js';
import { dataAlert, dataHello } from '../../facts/data-tls.js';
import { fixFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-fixes.js';

const BETWEEN =
  '# Client and server speak TLS with each other, the unit only passes it on: versions, ciphers and certificates there.';

/** The data connection opened, and an alert ended its TLS handshake (readable up to TLS 1.2). */
export const tlsDataFailed: Rule = {
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

  judge: (it) => {
    const found = dataAlert(it);
    if (found === null) return null;
    const { alert, leg } = found;
    // On a data connection "client" is who opened the TCP connection: in active mode the server.
    const host = alert.from === 'client' ? leg.initiator : leg.responder;
    return {
      message: `TLS on the data connection of ${offerName(it)} failed: ${host}${it.proxied ? ', or the unit in its place,' : ''} sent ${alertName(alert)}.`,
      evidence: [alert.moment, dataHello(it)?.moment, it.replies.closing, it.offer.offered],
      fix: it.proxied ? fixFor(tlsDataFailed.fix, it) : [BETWEEN],
    };
  },
};
