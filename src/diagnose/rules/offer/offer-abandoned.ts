import { nobodyCame } from '../../facts/unused-offer.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';

/** The client asked for an offer and left it: another offer, QUIT, or just a probe. */
export const offerAbandoned: Rule = {
  code: 'OFFER_ABANDONED',
  stage: 'syn',
  verdict: 'unused',
  judge: (it) => {
    const why = it.expectation !== null || it.offer.listens.length > 0 ? null : nobodyCame(it);
    if (why === null) return null;
    return {
      message: `Nobody used ${offerName(it)}: ${why.because}. Nothing in the capture failed.`,
      evidence: [it.offer.offered, why.line],
      confidence: why.confidence,
    };
  },
};
