import { alertName, fatalAlert, isAboutCertificate } from '../../observations/tls-alerts.js';
import type { ControlCase } from '../../cases/control-case.js';
import type { ControlRule, Claim } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { brokenHandshake } from '../../observations/aborted-tls-handshake.js';
import { handshakeOver } from '../../observations/tls-login.js';
import { sslProfileFor, withNames } from '../../wording/named-steps.js';
import { check, change, inClient, numbered } from '../../wording/steps.js';
import type { RemedyStep } from '../../../remedy.js';

/**
 * The client's alert after the server's certificate is about that certificate. Under TLS 1.3 the alert is encrypted,
 * so its reason cannot be read.
 */
export const tlsCertRejected: ControlRule = {
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
  steps: withNames((names) => [
    inClient('Install the unit’s CA'),
    change(
      'Show the server’s own certificate, with its key on the unit',
      sslProfileFor(names, 'set server-cert-mode replace', 'set server-cert "<server-certificate>"'),
    ),
  ]),
  source: 'Fortinet knowledge base; RFC 8446',

  judge: (it) => {
    const near = it.control.connection?.near;
    if (near === undefined) return null;
    const hello = near.tls.find(({ record }) => record === 'server-hello');
    if (hello === undefined || !handshakeOver(it.control, hello.moment)) return null;
    const alert = fatalAlert(near);
    if (alert !== null) {
      if (alert.from !== 'client' || !isAboutCertificate(alert)) return null;
      return {
        message: `The client ${near.initiator} answered the certificate that it was shown with ${alertName(alert)}: TLS on the control connection failed.`,
        evidence: [alert.moment, hello.moment, near.ends[0]],
        steps: stepsOf(it, false),
      };
    }
    const broken = brokenHandshake(near);
    if (broken?.by !== 'initiator' || !broken.alerted) return null;
    return {
      message: `The client ${near.initiator} ended TLS right after the server's hello, with no more than an alert that cannot be read (${hello.version ?? 'TLS'}): possibly it does not trust the certificate.`,
      evidence: [broken.end, hello.moment],
      confidence: 'possible',
      steps: stepsOf(it, true),
      next: ['# The log of the client names the reason of its alert.'],
    } satisfies Claim;
  },
};

const WHOSE = check(
  'See whose certificate it was: with deep inspection one that the unit signed; without, the server needs one that its clients trust',
);

/** Without deep inspection the client sees the server's own certificate. */
function stepsOf({ control, inspection, timeline }: ControlCase, possible: boolean): RemedyStep[] {
  const steps = stepsFor(tlsCertRejected.steps, { control, timeline }, possible);
  return inspection === 'proxy' ? steps : [...numbered(WHOSE), ...steps];
}
