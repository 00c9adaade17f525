import { addressOf } from '../../../net.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { receiverAlive, stuckSegment } from '../../facts/stuck-segment.js';
import { policyFor, policyIn, withNames } from '../../wording/named-steps.js';
import { change } from '../../wording/steps.js';

/** The handshake and small packets pass and full-sized ones vanish: the same segment is sent again and again. */
export const mtuBlackhole: Rule = {
  code: 'MTU_BLACKHOLE',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'B',
  title: 'large packets vanish',
  mechanism:
    'Handshake and small packets pass, full-sized ones do not, and the ICMP that would say so is lost. Short listings work, files hang.',
  evidence:
    'Both sides open, then the same full-sized segment again and again, with ICMP code 4 or with silence.',
  neighbours: {
    ANTIVIRUS_HOLD: 'the other side is complete and the proxy keeps the file',
    NPU_OFFLOAD_HIDES_PACKETS: 'the transfer goes on, unseen',
  },
  steps: withNames((names) => [
    change(
      `Smaller segments for what ${policyIn(names)} admits`,
      '# A little more overhead.',
      policyFor(names, 'set tcp-mss-sender 1350', 'set tcp-mss-receiver 1350'),
    ),
  ]),
  source: 'RFC 1191; Fortinet KB 369498',

  judge: (it) => {
    const stuck = stuckSegment(it);
    if (stuck === null) return null;
    const { leg, by, length, prints } = stuck;
    const [from, to] = by === 'initiator' ? [leg.initiator, leg.responder] : [leg.responder, leg.initiator];
    const [error] = it.flow?.tooBig ?? [];
    const alive = receiverAlive(it, stuck);
    const possible = error === undefined && (alive === null || prints[0]?.direction !== 'out');
    const why =
      error === undefined
        ? `${possible ? 'possibly ' : ''}packets of full size vanish on the way`
        : `${addressOf(error.reporter)} says that it was too large (${error.text})`;
    return {
      message: `A segment of ${length} bytes from ${from} to ${to} was sent again and again for ${offerName(it)} and never acknowledged: ${why}.`,
      evidence: [prints.at(-1), ...prints.slice(0, 3), error, alive, it.replies.closing, it.offer.offered],
      lacks: 'the acknowledgement',
      confidence: possible ? 'possible' : 'likely',
      steps: stepsFor(mtuBlackhole.steps, it, possible),
    };
  },
};
