import { isFinal } from '../coverage.js';
import type { Rule } from '../rule.js';
import { farEnd } from '../say.js';

/** The SYN left towards the server, again and again, and nothing came back. */
export const serverNoAnswer: Rule = {
  code: 'SERVER_NO_ANSWER',
  stage: 'serverLeg',
  verdict: 'failed',
  judge: (it) => {
    if (!it.passive || it.opened || it.far?.state !== 'syn-only') return null;
    if ((it.flow?.unreachable.length ?? 0) > 0 || !isFinal(it.far.syns, it.offer)) return null;
    return {
      message: `The server never answered: the unit sent ${it.far.syns.length} SYN${it.far.syns.length === 1 ? '' : 's'} to ${farEnd(it)} and nothing came back.`,
      evidence: [...it.far.syns.slice(0, 4), it.hit?.moment, it.offer.offered],
    };
  },
};
