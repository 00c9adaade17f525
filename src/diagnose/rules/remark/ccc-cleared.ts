import type { Remark } from '../../remark.js';
import { deepInspectionFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

/**
 * TLS on the control connection ended with an alert, and the next offers can be read again. Said only of the first of
 * them.
 */
export const cccCleared: Remark = {
  code: 'CCC_CLEARED',
  stage: 'control',
  verdict: 'remark',
  grade: 'A',
  title: 'the control channel went back to plain text',
  mechanism:
    'After the login the client sent CCC and ended TLS on the control connection. From there on a session helper can read the offers again, and so can everybody on the way.',
  evidence: 'TLS close alerts on the control connection, then readable PASV, EPSV or PORT on the same one.',
  neighbours: {
    HELPER_BLIND_AFTER_AUTH: 'what follows stays cipher text',
    CCC_REFUSED: 'the answer to CCC was 533, 534 or 500',
  },
  steps: withNames((names) => [
    check('Nothing has to change; deep inspection would make CCC unnecessary'),
    deepInspectionFor(names),
  ]),
  source: 'RFC 4217; RFC 2228; packet captures',

  judge: ({ control, offer }) => {
    const { offered } = offer;
    if (control === null || offered?.capture.source !== 'sniffer') return null;
    const earlier = control.tls.filter(
      ({ moment }) => moment.capture === offered.capture && moment.order < offered.order,
    );
    const hello = earlier.find(({ record }) => record === 'client-hello');
    const close = earlier.filter(({ record, alert }) => record === 'alert' && (alert ?? 0) === 0).at(-1);
    if (hello === undefined || close === undefined) return null;
    const first = control.offers.find(
      (one) => one.offered?.capture === offered.capture && one.offered.order > close.moment.order,
    );
    if (first !== offer) return null;
    return {
      message:
        'The control connection was encrypted at first and is in clear since the client asked for that (CCC): from here on the offers can be read.',
      evidence: [close.moment, hello.moment, offered],
      steps: [],
    };
  },
};
