import { keptForAnswerElsewhere, sessionlessPacket } from '../../facts/other-way-back.js';
import { addressOf } from '../../../net.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Claim, Rule } from '../../rule.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { dialler, farName } from '../../wording/sentences.js';
import { withNames, settingsFor } from '../../wording/named-steps.js';
import { change, onServer } from '../../wording/steps.js';

/** The unit has no session for packets of the data connection: the other half of its packets takes another way. */
export const asymmetricRoute: Rule = {
  code: 'ASYMMETRIC_ROUTE',
  stage: 'serverLeg',
  verdict: 'failed',
  grade: 'A',
  title: 'the answers take another way',
  mechanism:
    'The SYN left through the unit, but the answer came back to the client some other way. The unit sees half a connection and drops what follows.',
  evidence: 'A SYN out, then ACK or data without a SYN-ACK, or “no session matched”.',
  neighbours: {
    SERVER_NO_ANSWER: 'nothing follows from the client either',
    NPU_OFFLOAD_HIDES_PACKETS: 'packets run in hardware and are only not shown',
  },
  steps: withNames((names) => [
    onServer('Its default route through this unit'),
    change(
      'The last resort: sessions without their other half',
      '# It ends stateful inspection for the whole VDOM.',
      settingsFor(names, 'system settings', 'set asymroute enable'),
    ),
  ]),
  source: 'FortiOS CLI reference (system settings)',

  judge: (it) => {
    const stray = sessionlessPacket(it);
    if (stray === null) return ofKept(it);
    const { trace } = stray;
    return {
      message: `Packets of the data connection from ${addressOf(trace.src)} to ${trace.dst} found no session on the unit: those of ${addressOf(trace.dst)} take another way around it.`,
      evidence: [stray.drop, trace, it.syn, it.offer.offered],
      confidence: 'likely',
      steps: stepsFor(asymmetricRoute.steps, it),
    };
  },
};

/** The dialling host acknowledges an answer that never came through the unit, which then keeps what the host sends. */
function ofKept(it: OfferCase): Claim | null {
  const kept = keptForAnswerElsewhere(it);
  if (kept === null) return null;
  return {
    message: `The answer of ${farName(it)} took another way around the unit: ${dialler(it)} acknowledges one that never came in, and the unit did not pass on what it sends then.`,
    evidence: [...kept.prints.slice(0, 3), it.near?.leg?.initiatorAcks[0], it.syn, it.offer.offered],
    lacks: 'the answer',
    confidence: 'likely',
    steps: stepsFor(asymmetricRoute.steps, it),
  };
}
