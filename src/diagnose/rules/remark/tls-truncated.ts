import { dataLegs } from '../../facts/data-tls.js';
import type { Remark } from '../../remark.js';
import { withNames } from '../../wording/named-steps.js';
import { checkServer } from '../../wording/steps.js';

/**
 * A FIN without a TLS close alert. Only said if the client offers nothing newer than TLS 1.2, since later alerts look
 * like data. The capture may also have lost the alert.
 */
export const tlsTruncated: Remark = {
  code: 'TLS_TRUNCATED',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'the data ended without TLS saying so',
  mechanism:
    'The connection was closed without a close alert. Strict clients cannot tell this from an attack and report a failure, although all bytes may be there.',
  evidence: 'FIN without an alert, an error in the client; 226 may be there.',
  neighbours: { DATA_CONNECTION_RESET: 'it ended with RST' },
  steps: withNames(() => [
    checkServer(
      'Compare both sides: the software that closes first lacks the alert, the proxy if only its side does',
    ),
  ]),
  source: 'FileZilla wiki (TLS)',

  judge: (it) => {
    if (!it.opened) return null;
    for (const leg of dataLegs(it)) {
      const hello = leg.tls.find(({ record }) => record === 'client-hello');
      const [end] = leg.ends;
      const isOld = hello?.version !== undefined && hello.version < 'TLS 1.3';
      if (hello === undefined || !isOld || end?.type !== 'fin') continue;
      if (leg.tls.some(({ record }) => record === 'alert')) continue;
      return {
        message: `${end.by === 'initiator' ? leg.initiator : leg.responder} closed the data connection and no TLS close alert is in the capture: a strict client may report the transfer as failed although all bytes came.`,
        evidence: [end, hello.moment],
        confidence: 'possible',
      };
    }
    return null;
  },
};
