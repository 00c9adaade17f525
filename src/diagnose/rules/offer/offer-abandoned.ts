import { nobodyCame } from '../../facts/unused-offer.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { noSteps } from '../../wording/named-steps.js';

/** The client asked for an offer and did not use it: it asked for another, sent QUIT, or was only probing. */
export const offerAbandoned: Rule = {
  code: 'OFFER_ABANDONED',
  stage: 'syn',
  verdict: 'unused',
  grade: 'A',
  title: 'nobody used the offer',
  mechanism:
    'The client asked for an offer and left it: another offer, QUIT, ABOR, or it was only trying. That is no failure.',
  evidence: 'No SYN to the endpoint and no transfer command before the next offer or the end of the session.',
  neighbours: {
    DATA_SYN_NOT_SEEN: 'a transfer command and 425 or a timeout: the client did want it',
    PROXY_CLIENT_NEVER_USED: 'the proxy had opened the pinhole',
  },
  steps: noSteps,
  source: 'Zeek tests; packet captures',

  judge: (it) => {
    const why = it.expectation !== null || it.offer.listens.length > 0 ? null : nobodyCame(it);
    if (why === null) return null;
    return {
      message: `Nobody used ${offerName(it)}: ${why.because}. Nothing in the capture failed.`,
      evidence: [it.offer.offered, why.line],
      lacks: 'the SYN',
      searched: [why.shownBy],
      confidence: why.confidence,
    };
  },
};
