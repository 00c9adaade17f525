import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';

/** A second PASV before the data connection: the proxy frees the earlier expectation. */
export const offerSuperseded: Rule = {
  code: 'OFFER_SUPERSEDED',
  stage: 'syn',
  verdict: 'unused',
  judge: (it) => {
    const { expectationFreed: freed, next } = it.offer;
    if (freed === null || it.opened || it.hit !== null) return null;
    return {
      message: `A later offer took the place of ${offerName(it)} before anybody used it, and the proxy freed its pinhole.`,
      evidence: [freed, it.offer.offered, next?.offered, ...it.denied.map(({ drop }) => drop.moment)],
    };
  },
};
