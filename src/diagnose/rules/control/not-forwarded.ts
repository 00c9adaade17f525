import { forgotten } from '../../facts/forgotten-session.js';
import { keptOf, keptWord } from '../../facts/not-forwarded.js';
import { meaningOfDrop } from '../../../catalogue/flow-verdict.js';
import { droppedSegment } from '../../facts/dropped-segment.js';
import { stepsFor } from '../../wording/remedies.js';
import type { ControlRule } from '../../rule.js';
import { repliesOf } from '../../observations/transfer-replies.js';
import { notForwardedCause } from '../shared/not-forwarded.js';
import { keptTimes } from '../../wording/not-forwarded.js';

/**
 * A command or reply of the control channel came in again and again and never left. If it concerns an offer, that
 * offer's rules report it.
 */
export const notForwarded: ControlRule = {
  ...notForwardedCause,
  judge: ({ control, timeline }) => {
    const word = keptWord(control);
    if (word === null || control.offers.some((offer) => keptOf(offer, word.said, repliesOf(offer)) !== null))
      return null;
    const { packet, said, name } = word;
    const from =
      packet.by === 'initiator'
        ? `the client ${control.client ?? ''}`
        : `the server ${control.mappedServer ?? control.server ?? ''}`;
    return {
      message: `The unit did not pass on ${name} of ${from.trim()}: ${keptTimes(packet)}.`,
      evidence: [...packet.prints.slice(0, 4), said],
      lacks: 'the packet on its way out',
      confidence: packet.confidence,
      steps: stepsFor(notForwardedCause.steps, { control, timeline }),
    };
  },
};

/** The same where a line of the flow trace says that the unit dropped it, and why. */
export const wordDropped: ControlRule = {
  ...notForwardedCause,
  judge: ({ control, timeline }) => {
    const dropped = droppedSegment(control.connection);
    // After a long silence another rule says more.
    if (dropped === null || forgotten(control) !== null) return null;
    const { by, isSynAck, prints, drop } = dropped;
    const from =
      by === 'initiator'
        ? `the client ${control.client ?? ''}`
        : `the server ${control.mappedServer ?? control.server ?? ''}`;
    const what = isSynAck ? 'the answer to the SYN' : 'a packet of the control connection';
    return {
      message: `The unit dropped ${what} of ${from.trim()}, ${prints.length} times. ${meaningOfDrop(drop)}`,
      evidence: [drop.moment, ...prints.slice(0, 4)],
      steps: stepsFor(notForwardedCause.steps, { control, timeline }),
    };
  },
};
