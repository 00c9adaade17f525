import type { Remark } from '../../remark.js';

/** TLS on the control connection ended with an alert, and the next offers can be read again. Said of the first only. */
export const cccCleared: Remark = {
  code: 'CCC_CLEARED',
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
      fix: [],
    };
  },
};
