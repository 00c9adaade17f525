import { alertName } from '../../observations/tls-alerts.js';
import { dataAlert, dataHello } from '../../facts/data-tls.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check, checkServer } from '../../wording/steps.js';

const BETWEEN = checkServer(
  'Compare versions, ciphers and certificates of client and server: they speak TLS with each other, the unit only passes it on',
);

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
  steps: withNames((names) => [
    check(
      'Look for what the alert names: versions and certificates as on the control channel, where the same profile worked',
      `show full-configuration firewall ssl-ssh-profile ${names.sslProfile}`,
    ),
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
      steps: it.proxied ? stepsFor(tlsDataFailed.steps, it) : numbered(BETWEEN),
    };
  },
};
