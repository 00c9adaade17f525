import { alertName, fatalAlert, isAboutCertificate } from '../../observations/tls-alerts.js';
import type { ControlRule } from '../../rule.js';
import { fixFor } from '../../wording/remedies.js';
import { brokenHandshake } from '../../observations/aborted-tls-handshake.js';
import { handshakeOver } from '../../observations/tls-login.js';

/** A ClientHello, then an alert or the end, and nothing of a login. Alerts about certificates have rules of their own. */
export const tlsControlFailed: ControlRule = {
  code: 'TLS_CONTROL_FAILED',
  verdict: 'failed',
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
          ...fixFor('TLS_CONTROL_FAILED', { control, timeline }),
        ],
      };
    }
    return null;
  },
};
