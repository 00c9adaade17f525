import { addressOf } from '../../../net.js';
import type { Rule } from '../../rule.js';
import { capital, dialler } from '../../wording/sentences.js';
import { unackedAnswer } from '../../facts/unacked-syn-ack.js';
import { routeTo } from '../../../catalogue/host-commands.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check, checkClient, type Draft } from '../../wording/steps.js';

const FIREWALL = checkClient('See whether its firewall, or another way there than back, loses the answer');

const wayBack = (client: string): Draft =>
  check('See which way back to the client the unit takes', routeTo(client));

/**
 * SYN-ACKs leave towards the dialling side and nothing comes back: they do not arrive, or the answer to them is lost.
 */
export const clientNoAck: Rule = {
  code: 'CLIENT_NO_ACK',
  stage: 'clientLeg',
  verdict: 'failed',
  grade: 'A',
  title: 'the client does not complete the handshake',
  mechanism:
    'The SYN-ACK leaves towards the client and its ACK never comes: it got lost, or the client’s firewall dropped it.',
  evidence: 'The SYN-ACK out, repeated, and nothing in.',
  neighbours: {
    ASYMMETRIC_ROUTE: 'the ACK came by another way',
    ACTIVE_SERVER_NO_ACK: 'active mode: it is the server that dialled',
  },
  steps: withNames((names) => [FIREWALL, wayBack(names.client)]),
  source: 'RFC 9293',

  judge: (it) => {
    const unacked = it.passive ? unackedAnswer(it) : null;
    if (unacked === null) return null;
    const { prints, isSent } = unacked;
    return {
      message: `${capital(dialler(it))} never acknowledged the answer to its SYN: the SYN-ACK ${isSent ? 'was sent' : 'is shown'} ${prints.length} times and nothing came back.`,
      lacks: 'the acknowledgement',
      confidence: isSent ? 'proven' : 'likely',
      evidence: [...prints.slice(0, 4), it.syn, it.hit?.moment, it.offer.offered],
      steps: numbered(
        FIREWALL,
        wayBack(it.control?.client == null ? '<client>' : addressOf(it.control.client)),
      ),
    };
  },
};
