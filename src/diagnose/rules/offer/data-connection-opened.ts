import { ackOf, isBroken } from '../../facts/transfer-break.js';
import type { OfferCase } from '../../cases/offer-case.js';
import type { Rule } from '../../rule.js';
import { dialler, farName, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';

function end(it: OfferCase): string {
  const { closing } = it.replies;
  return it.far?.opened == null && closing !== null
    ? `reply ${closing.code} confirmed the transfer`
    : `${farName(it)} answered`;
}

/** What is known of the way in. */
function door({ expectation }: OfferCase): string {
  return expectation === null
    ? 'no line shows what let it in'
    : 'the pinhole was open, but no line shows whether it or a static rule let it in';
}

/** Both ends opened; the capture does not show what admitted it (a sniffer or a pcap alone). */
export const dataConnectionOpened: Rule = {
  code: 'DATA_CONNECTION_OPENED',
  stage: 'serverLeg',
  verdict: 'worked',
  judge: (it) => {
    if (it.flow === null || it.pinhole === 'hit' || it.allowed !== null || !it.opened || isBroken(it))
      return null;
    return {
      message: `The data connection opened: ${dialler(it)} dialled ${dialledEnd(it)} for ${offerName(it)} and ${end(it)}; ${door(it)}.`,
      evidence: [ackOf(it), it.syn, it.offer.offered, it.expectation?.opened],
    };
  },
};
