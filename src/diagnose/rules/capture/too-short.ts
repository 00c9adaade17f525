import { goesOn } from '../../observations/capture-coverage.js';
import { offerName } from '../../wording/sentences.js';
import { type CaptureRule, isRound } from '../../capture-rule.js';
import { CAPTURE_BY_HOSTS, CAPTURE_EVERYTHING } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { SYN_FINAL_AFTER } from '../../limits.js';

/**
 * The sniffer stopped at its count of packets, or the capture ends right after something that an answer should
 * follow.
 */
export const captureTooShort: CaptureRule = {
  code: 'CAPTURE_TOO_SHORT',
  stage: 'syn',
  verdict: 'inconclusive',
  grade: 'B',
  title: 'the capture ends too early',
  mechanism:
    'The capture stops, or its count of packets is used up, before the decision. What is missing may have happened right after.',
  evidence:
    'The number received equals the count that was asked for, or the last stamp is close behind the offer.',
  neighbours: { TRACE_COUNT_USED_UP: 'the flow trace’s own count' },
  steps: withNames(() => [CAPTURE_BY_HOSTS, CAPTURE_EVERYTHING]),
  source: 'Fortinet KB 194222',

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
      if (last?.stamp === undefined || goesOn(last, SYN_FINAL_AFTER)) continue;
      return {
        message: `${last.capture.file} ends less than ${SYN_FINAL_AFTER} seconds after the last sign of ${offerName(it)}: what is missing may have come later.`,
        evidence: [last],
        confidence: 'likely',
      };
    }
    return null;
  },
};
