import type { OfferCase } from '../../cases/offer-case.js';
import { isFinal } from '../../observations/capture-coverage.js';
import type { Rule } from '../../rule.js';
import { farEnd } from '../../facts/dialling.js';

/** Where the unit does not answer for the server, an ACK of the client shows that one came: by another way. */
function heardElsewhere({ near, far }: OfferCase): boolean {
  const leg = near?.leg;
  return leg != null && leg.isn === far?.leg?.isn && leg.synAcks.length === 0 && leg.initiatorAcks.length > 0;
}

/** The SYN left towards the server, again and again, and nothing came back. */
export const serverNoAnswer: Rule = {
  code: 'SERVER_NO_ANSWER',
  stage: 'serverLeg',
  verdict: 'failed',
  judge: (it) => {
    if (!it.passive || it.opened || it.far?.state !== 'syn-only') return null;
    if (heardElsewhere(it)) return null;
    if ((it.flow?.unreachable.length ?? 0) > 0 || !isFinal(it.far.syns, it.offer)) return null;
    return {
      message: `The server never answered: the unit sent ${it.far.syns.length} SYN${it.far.syns.length === 1 ? '' : 's'} to ${farEnd(it)} and nothing came back.`,
      evidence: [...it.far.syns.slice(0, 4), it.hit?.moment, it.offer.offered],
    };
  },
};
