import { alertName, fatalAlert, isAboutCertificate } from '../../observations/tls-alerts.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { handshakeOver } from '../../observations/tls-login.js';
import { withNames, inspectionFor } from '../../wording/named-steps.js';
import { change, onServer } from '../../wording/steps.js';

/**
 * On the server's side the unit itself is the TLS client: different sequence numbers there show that the connection
 * is its own.
 */
export const tlsServerCertBlocked: ControlRule = {
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
  steps: withNames((names) => [
    onServer('A valid certificate'),
    change(
      'Let such certificates pass',
      '# For all who use the profile.',
      inspectionFor(
        names,
        'set expired-server-cert allow',
        'set revoked-server-cert allow',
        'set cert-validation-failure allow',
      ),
    ),
  ]),
  source: 'Fortinet KB 189531; FortiOS CLI reference',

  judge: ({ timeline, control }) => {
    const { near, far } = control.connection ?? {};
    if (near === undefined || far == null || far === near) return null;
    if (near.isn === undefined || far.isn === undefined || near.isn === far.isn) return null;
    const alert = fatalAlert(far);
    const hello = far.tls.find(({ record }) => record === 'server-hello');
    // If the proxy keeps the addresses, the client's own alert may have been counted to either leg: its interface
    // tells them apart.
    const isTheirs = [...far.syns, ...far.synAcks].some((print) => print.interface === alert?.interface);
    const isBoth = near.syns.some((print) => print.interface === alert?.interface);
    if (!isTheirs || isBoth) return null;
    if (alert?.from !== 'client' || !isAboutCertificate(alert) || hello === undefined) return null;
    if (!handshakeOver(control, hello.moment)) return null;
    return {
      message: `The unit answered the certificate of the server ${far.responder} with ${alertName(alert)}: TLS on the control connection failed.`,
      evidence: [alert.moment, hello.moment, far.ends[0], near.ends[0]],
      confidence: 'likely',
      steps: stepsFor(tlsServerCertBlocked.steps, { control, timeline }),
    };
  },
};
