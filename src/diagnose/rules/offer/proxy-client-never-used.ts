import { nobodyCame } from '../../facts/unused-offer.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { noSteps } from '../../wording/named-steps.js';

/** The proxy waited at the offered endpoint; nobody came, and nothing shows that anybody wanted to. */
export const proxyClientNeverUsed: Rule = {
  code: 'PROXY_CLIENT_NEVER_USED',
  stage: 'syn',
  verdict: 'unused',
  grade: 'A',
  title: 'the pinhole was open and nobody came',
  mechanism: 'The proxy waited at the offered endpoint, and nothing shows that anybody wanted to use it.',
  evidence:
    '“bound to” or an expectation, no EXP line, and no transfer command before the next offer or the end.',
  neighbours: {
    DATA_SYN_NOT_SEEN: 'a transfer command with 425 or a timeout: it was wanted',
    OFFER_ABANDONED: 'no pinhole was opened either',
  },
  steps: noSteps,
  source: 'Fortinet KB 189531',

  judge: (it) => {
    const why = it.expectation === null && it.offer.listens.length === 0 ? null : nobodyCame(it);
    if (why === null) return null;
    return {
      message: `Nobody used the pinhole of ${offerName(it)}: ${why.because}. Nothing in the capture failed.`,
      evidence: [it.expectation?.opened ?? it.offer.listens[0], it.offer.offered, why.line],
      lacks: 'the SYN',
      searched: [why.shownBy],
      confidence: why.confidence,
    };
  },
};
