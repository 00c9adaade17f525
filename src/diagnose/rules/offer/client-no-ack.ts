import { routeTo } from '../../../catalogue/host-commands.js';
import { addressOf } from '../../../net.js';
import type { Rule } from '../../rule.js';
import { capital, dialler } from '../../wording/sentences.js';
import { unacknowledged } from '../../facts/unacked-syn-ack.js';

/** SYN-ACKs leave towards the dialling side and nothing comes back: they do not reach it, or its answer is lost. */
export const clientNoAck: Rule = {
  code: 'CLIENT_NO_ACK',
  stage: 'clientLeg',
  verdict: 'failed',
  judge: (it) => {
    const prints = it.passive ? unacknowledged(it) : null;
    if (prints === null || (it.replies.closing !== null && it.replies.closing.code < 300)) return null;
    return {
      message: `${capital(dialler(it))} never acknowledged the answer to its SYN: the SYN-ACK was sent ${prints.length} times and nothing came back.`,
      evidence: [...prints.slice(0, 4), it.syn, it.hit?.moment, it.offer.offered],
      fix: [
        '# Look at the way back to the client: its firewall, a second path, the router in front of the unit. The unit’s own route:',
        routeTo(it.control?.client == null ? '<client>' : addressOf(it.control.client)),
      ],
    };
  },
};
