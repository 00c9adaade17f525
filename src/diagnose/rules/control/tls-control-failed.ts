import type { PayloadTls } from '../../../events/payload.js';
import { alertName, fatalAlert, isAboutCertificate } from '../../observations/tls-alerts.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { brokenHandshake } from '../../observations/aborted-tls-handshake.js';
import { handshakeOver } from '../../observations/tls-login.js';
import { withNames, inspectionFor } from '../../wording/named-steps.js';
import { check, change, numbered } from '../../wording/steps.js';

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
  steps: withNames((names) => [
    change(
      'Older TLS versions in the SSL profile',
      '# Weaker for all who use the profile.',
      inspectionFor(names, 'set min-allowed-ssl-version tls-1.0', 'set unsupported-ssl-version allow'),
    ),
  ]),
  source: 'FortiOS CLI reference; RFC 4217',

  judge: ({ timeline, control }) => {
    const { near, far } = control.connection ?? {};
    for (const leg of [near, far]) {
      const hello = leg?.tls.find(({ record }) => record === 'client-hello');
      if (leg == null || hello === undefined || !handshakeOver(control, hello.moment)) continue;
      const alert = fatalAlert(leg);
      const broken = brokenHandshake(leg);
      const failed = alert === null ? byEnd(broken) : byAlert(alert);
      if (failed === null) continue;
      const host = failed.by === 'initiator' ? leg.initiator : leg.responder;
      return {
        message: `TLS on the control connection failed: ${host}, or the unit in its place, ${failed.how}. The login never began.`,
        evidence: [alert?.moment ?? broken?.end, hello.moment, broken?.hello, leg.ends[0]],
        steps: [
          ...numbered(
            check(
              'Look for what the alert names: versions and ciphers of client, server and profile need one in common',
            ),
          ),
          ...stepsFor(tlsControlFailed.steps, { control, timeline }),
        ],
      };
    }
    return null;
  },
};

/** Who ended TLS, and how. */
interface Failed {
  readonly by: 'initiator' | 'responder';
  readonly how: string;
}

/** The client's alerts about certificates have a rule of their own. */
function byAlert(alert: PayloadTls): Failed | null {
  const by = alert.from === 'client' ? 'initiator' : 'responder';
  return by === 'initiator' && isAboutCertificate(alert) ? null : { by, how: `sent ${alertName(alert)}` };
}

function byEnd(broken: ReturnType<typeof brokenHandshake>): Failed | null {
  if (broken === null || broken.alerted) return null;
  const { by } = broken;
  const how =
    by === 'initiator'
      ? 'ended the connection right after the server’s hello'
      : 'ended the connection in answer to the client’s hello';
  return { by, how };
}
