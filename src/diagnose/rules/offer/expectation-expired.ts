import { finalDenial } from '../../facts/final-denial.js';
import { age, LIFE } from '../../facts/pinhole-ownership.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';

/** Age alone proves nothing (a listing with expire=-107 is normal); a late SYN that found no pinhole does. */
export const expectationExpired: Rule = {
  code: 'EXPECTATION_EXPIRED',
  stage: 'syn',
  verdict: 'failed',
  judge: (it) => {
    if (it.hit !== null) return null;
    const denial = finalDenial(it);
    const seconds = denial === null ? null : age(it);
    if (denial === null || seconds === null || seconds < LIFE) return null;
    return {
      message: `The pinhole had expired: ${dialler(it)} dialled ${dialledEnd(it)} ${Math.floor(seconds)} s after it was opened, found no expectation session, and was denied.`,
      evidence: [denial.drop.moment, denial.trace, it.expectation?.opened, it.offer.offered],
      confidence: 'likely',
      fix: ['# Client: send the transfer command right after PASV; an unused pinhole lives about 30 s.'],
    };
  },
};
