import { isFinal } from '../../observations/capture-coverage.js';
import type { Rule } from '../../rule.js';
import { farEnd } from '../../facts/dialling.js';

/** Active mode: the server's SYN was forwarded to the client, and the client is silent or refuses. */
export const activeClientNoAnswer: readonly Rule[] = [
  {
    code: 'ACTIVE_CLIENT_NO_ANSWER',
    stage: 'clientLeg',
    verdict: 'failed',
    judge: (it) => {
      if (it.passive || it.opened || it.far?.state !== 'syn-only' || (it.flow?.unreachable.length ?? 0) > 0)
        return null;
      if (!isFinal(it.far.syns, it.offer)) return null;
      return {
        message: `The client never answered: the server’s connection was sent on to ${farEnd(it)} ${it.far.syns.length} time${it.far.syns.length === 1 ? '' : 's'} and nothing came back.`,
        evidence: [...it.far.syns.slice(0, 4), it.hit?.moment, it.offer.offered],
        fix: ['# Client: let its firewall accept incoming data connections, or use passive mode.'],
      };
    },
  },
  {
    code: 'ACTIVE_CLIENT_REFUSED',
    stage: 'clientLeg',
    verdict: 'failed',
    judge: (it) => {
      if (it.passive || it.opened || it.far?.reset == null || it.far.reset.direction === 'out') return null;
      return {
        message: `The client refused the server’s connection to ${farEnd(it)} with a reset.`,
        evidence: [it.far.reset, it.far.syns[0], it.hit?.moment, it.offer.offered],
        fix: ['# Client: it no longer listens on the port it offered; use passive mode.'],
      };
    },
  },
];
