import { alertName, fatalAlert, isAboutCertificate } from '../../observations/tls-alerts.js';
import type { ControlRule } from '../../rule.js';
import { fixFor } from '../../wording/remedies.js';
import { handshakeOver } from '../../observations/tls-login.js';

/** On the server's side the unit is the TLS client: other sequence numbers there show that it is its own connection. */
export const tlsServerCertBlocked: ControlRule = {
  code: 'TLS_SERVER_CERT_BLOCKED',
  verdict: 'failed',
  judge: ({ timeline, control }) => {
    const { near, far } = control.connection ?? {};
    if (near === undefined || far == null || far === near) return null;
    if (near.isn === undefined || far.isn === undefined || near.isn === far.isn) return null;
    const alert = fatalAlert(far);
    const hello = far.tls.find(({ record }) => record === 'server-hello');
    // Where a proxy keeps the addresses, the client's own alert may have been put on either leg: its interface tells.
    const isTheirs = [...far.syns, ...far.synAcks].some((print) => print.interface === alert?.interface);
    const isBoth = near.syns.some((print) => print.interface === alert?.interface);
    if (!isTheirs || isBoth) return null;
    if (alert?.from !== 'client' || !isAboutCertificate(alert) || hello === undefined) return null;
    if (!handshakeOver(control, hello.moment)) return null;
    return {
      message: `The unit answered the certificate of the server ${far.responder} with ${alertName(alert)}: TLS on the control connection failed.`,
      evidence: [alert.moment, hello.moment, far.ends[0], near.ends[0]],
      confidence: 'likely',
      fix: fixFor('TLS_SERVER_CERT_BLOCKED', { control, timeline }),
    };
  },
};
