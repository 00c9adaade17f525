import type { Rule } from '../../rule.js';
import { farEnd } from '../../facts/dialling.js';
import { isSilent, silenceIs } from '../../facts/silent-far-end.js';
import { isShownBehind } from '../../facts/passed-on.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, inClient } from '../../wording/steps.js';

const ADMIT = inClient('Its own firewall admits data connections of the server');

/** Active mode: the server's SYN was forwarded to the client, which does not answer or refuses. */
export const activeClientNoAnswer: readonly Rule[] = [
  {
    code: 'ACTIVE_CLIENT_NO_ANSWER',
    stage: 'clientLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'active mode: the client did not answer',
    mechanism:
      'The server’s SYN was forwarded to the client, and the client stayed silent. Most clients’ firewalls admit no connection from outside.',
    evidence: 'The SYN out on the client’s side, repeated, and no SYN-ACK or RST.',
    neighbours: {
      ACTIVE_CLIENT_REFUSED: 'the client answered with a reset',
      ACTIVE_SERVER_SYN_NOT_SEEN: 'the server never dialled',
      CLIENT_BEHIND_OTHER_NAT: 'the address of the PORT was the wrong one',
    },
    steps: withNames(() => [inClient('Passive mode'), ADMIT]),
    source: 'RFC 1579',

    judge: (it) => {
      const { far } = it;
      if (it.passive || far === null || (it.flow?.unreachable.length ?? 0) > 0) return null;
      if (!isSilent(it, far)) return null;
      const times = `${far.syns.length} time${far.syns.length === 1 ? '' : 's'}`;
      const sent = isShownBehind(it);
      const what = sent
        ? `the server’s connection was sent on to ${farEnd(it)} ${times} and nothing came back`
        : `the capture shows the server’s SYN to ${farEnd(it)} ${times} and no answer`;
      return {
        message: `The client never answered: ${what}.`,
        confidence: silenceIs(it, far),
        lacks: 'the answer',
        evidence: [...far.syns.slice(0, 4), it.hit?.moment, it.offer.offered],
        steps: numbered(inClient('Passive mode'), ADMIT),
      };
    },
  },
  {
    code: 'ACTIVE_CLIENT_REFUSED',
    stage: 'clientLeg',
    verdict: 'failed',
    grade: 'A',
    title: 'active mode: the client refused the connection',
    mechanism:
      'The server’s SYN was forwarded to the client, and the client answered it with a reset: it no longer listens on the port that it named, or its firewall rejects it.',
    evidence: 'The SYN out on the client’s side, and an RST that comes in from the client.',
    neighbours: {
      ACTIVE_CLIENT_NO_ANSWER: 'the client stayed silent',
      SERVER_RST: 'passive mode: it is the server that refuses',
    },
    steps: withNames(() => [inClient('Passive mode'), ADMIT]),
    source: 'RFC 1579; RFC 9293',

    judge: (it) => {
      if (it.passive || it.opened || it.far?.reset == null || it.far.reset.direction === 'out') return null;
      return {
        message: `The client refused the server’s connection to ${farEnd(it)} with a reset.`,
        // Without a direction, and on one side of the unit alone, the reset may be the unit's own.
        confidence: it.far.reset.direction === 'in' || isShownBehind(it) ? 'proven' : 'likely',
        evidence: [it.far.reset, it.far.syns[0], it.hit?.moment, it.offer.offered],
        steps: numbered(inClient('Passive mode: it no longer listens on the port that it offered')),
      };
    },
  },
];
