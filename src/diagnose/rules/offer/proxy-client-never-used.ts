import { nobodyCame } from '../../facts/unused-offer.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';

/** The proxy waited at the offered endpoint; nobody came, and nothing shows that anybody wanted to. */
export const proxyClientNeverUsed: Rule = {
  code: 'PROXY_CLIENT_NEVER_USED',
  stage: 'syn',
  verdict: 'unused',
  judge: (it) => {
    const why = it.expectation === null && it.offer.listens.length === 0 ? null : nobodyCame(it);
    if (why === null) return null;
    return {
      message: `Nobody used the pinhole of ${offerName(it)}: ${why.because}. Nothing in the capture failed.`,
      evidence: [it.expectation?.opened ?? it.offer.listens[0], it.offer.offered, why.line],
      confidence: why.confidence,
    };
  },
};
