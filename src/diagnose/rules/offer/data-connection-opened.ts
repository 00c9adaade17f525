import { ackOf, isBroken } from '../../facts/transfer-break.js';
import type { OfferCase } from '../../cases/offer-case.js';
import type { Rule } from '../../rule.js';
import { dialler, farName, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { noSteps } from '../../wording/named-steps.js';

function end(it: OfferCase): string {
  const { closing } = it.replies;
  return it.far?.opened == null && closing !== null
    ? `reply ${closing.code} confirmed the transfer`
    : `${farName(it)} answered`;
}

/** What is known of how the connection was let in. */
function door({ expectation }: OfferCase): string {
  return expectation === null
    ? 'no line shows what let it in'
    : 'the pinhole was open, but no line shows whether it or a static rule let it in';
}

/** The connection opened on both sides; the capture (a sniffer or pcap alone) does not show what let it in. */
export const dataConnectionOpened: Rule = {
  code: 'DATA_CONNECTION_OPENED',
  stage: 'serverLeg',
  verdict: 'worked',
  grade: 'A',
  title: 'the data connection opened, unknown how',
  mechanism:
    'Both ends answered. The capture is a sniffer or a pcap alone, so nothing in it tells whether a pinhole, a VIP or a policy let the connection in.',
  evidence: 'A SYN-ACK of the far end, and neither an EXP nor a VIP nor a policy line.',
  neighbours: {
    PINHOLE_WORKED: 'a flow trace shows the EXP line',
    STATIC_FORWARD_USED: 'a flow trace shows the VIP and the policy',
  },
  steps: noSteps,
  source: 'RFC 959; packet captures',

  judge: (it) => {
    if (it.flow === null || it.pinhole === 'hit' || it.allowed !== null || !it.opened || isBroken(it))
      return null;
    return {
      message: `The data connection opened: ${dialler(it)} dialled ${dialledEnd(it)} for ${offerName(it)} and ${end(it)}; ${door(it)}.`,
      evidence: [ackOf(it), it.syn, it.offer.offered, it.expectation?.opened],
    };
  },
};
