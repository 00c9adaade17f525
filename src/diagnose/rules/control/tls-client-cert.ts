import type { End, Leg } from '../../../correlate/model/leg.js';
import type { Kept } from '../../../correlate/model/moment.js';
import type { PayloadTls } from '../../../events/payload.js';
import { alertName, fatalAlert, isAboutCertificate } from '../../observations/tls-alerts.js';
import type { ControlCase } from '../../cases/control-case.js';
import type { ControlRule, Claim } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Cited } from '../../observations/evidence.js';
import { settingsOf } from '../../observations/session-settings.js';
import { handshakeOver } from '../../observations/tls-login.js';
import { withNames, inspectionFor } from '../../wording/named-steps.js';
import { numbered, check, change } from '../../wording/steps.js';

/**
 * The alerts "handshake failure" and "certificate required": what a server says if it got no certificate. Other
 * alerts are about one that it got.
 */
const MISSING: ReadonlySet<number> = new Set([40, 116]);

/** The server asked for a client certificate, and then TLS failed. A proxy has no key to answer with. */
export const tlsClientCert: ControlRule = {
  code: 'TLS_CLIENT_CERT',
  stage: 'control',
  verdict: 'failed',
  grade: 'B',
  title: 'the server asks for a client certificate',
  mechanism:
    'A proxy in the middle cannot answer for the client: it does not have the client’s key. With deep inspection the handshake fails.',
  evidence: 'A CertificateRequest of the server, then the failure.',
  neighbours: { TLS_CERT_REJECTED: 'no request before the alert' },
  steps: withNames((names) => [
    change(
      'Let sessions with a client certificate pass unread',
      '# They then get no pinhole: a fixed passive range has to be forwarded.',
      inspectionFor(names, 'set client-certificate bypass'),
    ),
  ]),
  source: 'FortiOS CLI reference',

  judge: (it) => {
    const { near, far } = it.control.connection ?? {};
    for (const leg of [far, near]) {
      const request = leg?.tls.find(({ record }) => record === 'certificate-request');
      if (leg == null || request === undefined || !handshakeOver(it.control, request.moment)) continue;
      // Encrypted application records follow a completed handshake.
      if (leg.tls.some(({ record }) => record === 'application')) continue;
      const claim = failure(it, leg, request);
      if (claim !== null) return claim;
    }
    return null;
  },
};

function failure(it: ControlCase, leg: Leg, request: Kept<PayloadTls>): Claim | null {
  const alert = fatalAlert(leg);
  const [end] = leg.ends;
  if (alert === null ? end === undefined : !speaksOfIt(alert)) return null;
  const how =
    alert === null
      ? `${closer(leg, end)} then ended the connection`
      : `then answered with ${alertName(alert)}`;
  const middle = it.inspection === 'proxy' ? ' The proxy in the middle has no key to answer with.' : '';
  const setting = settingsOf(it.control, it.timeline).sslProfile?.clientCertificate;
  const line: Cited | null =
    setting === undefined || setting.from === 'default' ? null : { line: setting.from };
  const possible = alert === null;
  return {
    message: `The server ${leg.responder} asked for a certificate of the client and ${how}: ${possible ? 'possibly ' : ''}it got none that it takes.${middle}`,
    evidence: [alert?.moment ?? end, request.moment, end, line],
    confidence: possible ? 'possible' : 'likely',
    steps: [
      ...(it.inspection === 'proxy'
        ? []
        : numbered(
            check(
              'See whether anybody is in the middle; if not, the client needs a certificate that the server takes',
            ),
          )),
      ...stepsFor(tlsClientCert.steps, it, possible),
    ],
  };
}

function speaksOfIt(alert: PayloadTls): boolean {
  return alert.from === 'server' && (isAboutCertificate(alert) || MISSING.has(alert.alert ?? -1));
}

function closer({ initiator, responder }: Leg, end: End | undefined): string {
  return end?.by === 'initiator' ? initiator : responder;
}
