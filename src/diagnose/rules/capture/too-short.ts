import { goesOn } from '../../observations/capture-coverage.js';
import { offerName } from '../../wording/sentences.js';
import { type CaptureRule, isRound } from './capture-rule.js';

/** A SYN that is not answered within this many seconds was seen to wait. */
const ENOUGH = 3;

/** The sniffer's count was used up, or the capture ends right behind what would have had to be answered. */
export const captureTooShort: CaptureRule = {
  code: 'CAPTURE_TOO_SHORT',
  judge: ({ timeline, open }) => {
    const [first] = open;
    if (first === undefined) return null;
    const counted = timeline.captures
      .flatMap(({ received }) => received)
      .find(({ count }) => count > 1 && isRound(count));
    if (counted !== undefined) {
      return {
        message: `The sniffer stopped after ${counted.count} packets, which looks like the count that it was given: what is missing may have come later.`,
        evidence: [counted],
        confidence: 'possible',
      };
    }
    for (const { it } of open) {
      const last = it.denied.at(-1)?.trace ?? it.far?.syns.at(-1) ?? it.near?.syns.at(-1) ?? it.offer.offered;
      if (last?.stamp === undefined || goesOn(last, ENOUGH)) continue;
      return {
        message: `${last.capture.file} ends less than ${ENOUGH} seconds after the last sign of ${offerName(it)}: what is missing may have come later.`,
        evidence: [last],
        confidence: 'likely',
      };
    }
    return null;
  },
};
