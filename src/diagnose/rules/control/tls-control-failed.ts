import { alertName, fatalAlert, isAboutCertificate } from '../../observations/tls-alerts.js';
import type { ControlRule } from '../../rule.js';
import { fixFor } from '../../wording/remedies.js';
import { brokenHandshake } from '../../observations/aborted-tls-handshake.js';
import { handshakeOver } from '../../observations/tls-login.js';
import { withNames, inspectionFor } from '../../wording/named-fixes.js';

/** A ClientHello, then an alert or the end, and no login. Alerts about certificates have rules of their own. */
export const tlsControlFailed: ControlRule = {
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

  judge: ({ timeline, control }) => {
    const { near, far } = control.connection ?? {};
    for (const leg of [near, far]) {
      const hello = leg?.tls.find(({ record }) => record === 'client-hello');
      if (leg == null || hello === undefined || !handshakeOver(control, hello.moment)) continue;
      const alert = fatalAlert(leg);
      const broken = brokenHandshake(leg);
      const by = alert === null ? broken?.by : alert.from === 'client' ? 'initiator' : 'responder';
      if (by === undefined || (alert === null && broken?.alerted === true)) continue;
      if (alert !== null && by === 'initiator' && isAboutCertificate(alert)) continue;
      const host = by === 'initiator' ? leg.initiator : leg.responder;
      const how =
        alert === null
          ? by === 'initiator'
            ? 'ended the connection right after the server’s hello'
            : 'ended the connection in answer to the client’s hello'
          : `sent ${alertName(alert)}`;
      return {
        message: `TLS on the control connection failed: ${host}, or the unit in its place, ${how}. The login never began.`,
        evidence: [alert?.moment ?? broken?.end, hello.moment, broken?.hello, leg.ends[0]],
        fix: [
          '# By the alert: versions and ciphers of client, server and profile have to have one in common.',
          ...fixFor(tlsControlFailed.fix, { control, timeline }),
        ],
      };
    }
    return null;
  },
};
