import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { unconfirmed } from '../../facts/missing-final-reply.js';

/** The transfer began and its connection was closed, and no reply ever said how it ended. */
export const reply150Without226: Rule = {
  code: 'REPLY_150_WITHOUT_226',
  stage: 'transfer',
  verdict: 'failed',
  judge: (it) => {
    const found = unconfirmed(it);
    const { opening } = it.replies;
    if (found === null || opening === null) return null;
    return {
      message: `The transfer of ${offerName(it)} began with reply ${opening.code} and its connection closed, but no reply confirmed it: the session went on to something else.`,
      evidence: [found.line, found.fin, opening, it.offer.offered],
      confidence: 'likely',
      fix: [
        '# On the server: its log for that second. On the unit: is the reply held back (antivirus), or the session gone?',
      ],
    };
  },
};
