import { routeTo } from '../../../catalogue/host-commands.js';
import { addressOf } from '../../../net.js';
import { unackedAnswer } from '../../facts/unacked-syn-ack.js';
import type { Rule } from '../../rule.js';
import { withNames } from '../../wording/named-steps.js';
import { check, checkServer, numbered, type Draft } from '../../wording/steps.js';

const FIREWALL = checkServer('See whether its firewall, or another way there than back, loses the answer');

const wayThere = (server: string): Draft =>
  check('See which way to the server the unit takes', routeTo(server));

/**
 * Active mode: the answer to the server’s SYN leaves towards it again and again, from the client or from the proxy in its
 * place, and the server does not acknowledge it.
 */
export const activeServerNoAck: Rule = {
  code: 'ACTIVE_SERVER_NO_ACK',
  stage: 'serverLeg',
  verdict: 'failed',
  grade: 'A',
  title: 'active mode: the server does not complete the handshake',
  mechanism:
    'The SYN-ACK leaves towards the server, from the client or from the proxy in its place, and the server’s ACK never comes: one of the two got lost between the unit and the server, or the server’s firewall dropped it.',
  evidence: 'The SYN-ACK out on the server’s side, repeated, and nothing in.',
  neighbours: {
    CLIENT_NO_ACK: 'passive mode: it is the client that dialled',
    NOT_FORWARDED: 'the SYN-ACK comes in from the client and does not leave',
    ACTIVE_CLIENT_NO_ANSWER: 'the client sends no SYN-ACK',
  },
  steps: withNames((names) => [FIREWALL, wayThere(names.server)]),
  source: 'RFC 1579; RFC 9293',

  judge: (it) => {
    const unacked = it.passive ? null : unackedAnswer(it);
    if (unacked === null) return null;
    const { prints, isSent } = unacked;
    const server = it.near?.leg?.initiator ?? it.control?.mappedServer ?? it.control?.server;
    return {
      message: `The server never acknowledged the answer to its SYN: the SYN-ACK ${isSent ? 'was sent' : 'is shown'} ${prints.length} times and nothing came back.`,
      lacks: 'the acknowledgement',
      confidence: isSent ? 'proven' : 'likely',
      evidence: [...prints.slice(0, 4), it.syn, it.hit?.moment, it.offer.offered],
      steps: numbered(FIREWALL, wayThere(server == null ? '<server>' : addressOf(server))),
    };
  },
};
