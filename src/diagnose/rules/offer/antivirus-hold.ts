import { heldData } from '../../facts/held-data.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { withNames, protocolFor } from '../../wording/named-steps.js';
import { change } from '../../wording/steps.js';

/** The proxy has received data from one side and given none to the other until that side closed. */
export const antivirusHold: Rule = {
  code: 'ANTIVIRUS_HOLD',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'B',
  title: 'the proxy holds the file until it is scanned',
  mechanism:
    'The proxy takes the whole file from one side before it gives it to the other. With large files the waiting side gives up.',
  evidence: 'Bytes on one side and none on the other for a long time, then a timeout.',
  neighbours: {
    MTU_BLACKHOLE: 'the same segment again and again',
    CONTROL_IDLE_TIMEOUT: 'the data had arrived',
  },
  steps: withNames((names) => [
    change(
      'Let a trickle through while the file is scanned',
      '# It keeps the client waiting; a part of an infected file may reach it. Not for the explicit proxy.',
      protocolFor(names, 'append options clientcomfort', 'set comfort-interval 10', 'set comfort-amount 1'),
    ),
  ]),
  source: 'FortiOS FTP proxy documentation',

  judge: (it) => {
    const held = heldData(it);
    if (held === null) return null;
    const [initiator, responder] = it.passive ? ['the client', 'the server'] : ['the server', 'the client'];
    const [giver, taker] = held.by === 'initiator' ? [responder, initiator] : [initiator, responder];
    return {
      message: `The proxy took data for ${offerName(it)} from ${giver} and gave ${taker} none for ${Math.floor(held.seconds)} seconds, until ${taker} closed: possibly it holds the file to scan it.`,
      evidence: [held.end, held.first, it.replies.closing, it.offer.offered],
      lacks: 'the data',
      confidence: 'possible',
      steps: stepsFor(antivirusHold.steps, it, true),
    };
  },
};
