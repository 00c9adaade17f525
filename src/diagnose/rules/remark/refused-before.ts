import type { ControlSession } from '../../../correlate/model/timeline.js';
import { onceOf } from '../../observations/memoize.js';
import type { Remark } from '../../remark.js';
import { refusals } from '../../observations/refused-requests.js';
import { askedBy } from '../../observations/control-dialogue.js';
import { offerRefusedCause } from '../shared/offer-refused.js';
import { cccRefusedCause } from '../shared/ccc-refused.js';

/** The server refused what the client asked for first, and the client went on with this offer. */
export const offerRefusedBefore: Remark = {
  ...offerRefusedCause,
  judge: ({ control, offer }) => {
    const { offered } = offer;
    if (control === null || offered === null) return null;
    const before = control.offers[control.offers.indexOf(offer) - 1]?.offered;
    const refused = refusals(control).find(
      ({ reply }) =>
        reply.capture === offered.capture &&
        reply.order < offered.order &&
        reply.order > (before?.order ?? -1),
    );
    if (refused === undefined) return null;
    return {
      message: `The server refused ${refused.command} with reply ${refused.reply.code}; the client then used ${offer.command ?? 'another offer'}.`,
      evidence: [refused.reply, offered],
    };
  },
};

const cccRefusalOf = onceOf((control: ControlSession) =>
  control.replies.find((reply) => reply.code >= 500 && askedBy(control, reply) === 'CCC'),
);

/** The server or the proxy refused CCC, and the client went on in TLS. Said only of the first offer after it. */
export const cccRefusedBefore: Remark = {
  ...cccRefusedCause,
  judge: ({ control, offer }) => {
    const { offered } = offer;
    if (control === null || offered === null) return null;
    const refused = cccRefusalOf(control);
    if (refused?.capture !== offered.capture) return null;
    const first = control.offers.find((one) => (one.offered?.order ?? -1) > refused.order);
    if (first !== offer) return null;
    return {
      message: `Going back to plain text (CCC) was refused with reply ${refused.code}; the session went on as it was.`,
      evidence: [refused, offered],
    };
  },
};
