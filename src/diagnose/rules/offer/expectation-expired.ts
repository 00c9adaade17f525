import { finalDenial } from '../../facts/final-denial.js';
import { age } from '../../facts/pinhole-ownership.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { withNames } from '../../wording/named-steps.js';
import { PINHOLE_LIFE } from '../../limits.js';
import { numbered, inClient } from '../../wording/steps.js';

const SOONER = inClient(
  'Send the transfer command right after PASV: an unused pinhole lives about 30 s, which nobody can set',
);

/** Age alone proves nothing (a listing with expire=-107 is normal); a late SYN that found no pinhole does. */
export const expectationExpired: Rule = {
  code: 'EXPECTATION_EXPIRED',
  stage: 'syn',
  verdict: 'failed',
  grade: 'B',
  title: 'the client came after the pinhole’s life',
  mechanism:
    'An unused expectation session lives for about 30 seconds. The data SYN came later, and nothing was waiting any more. Some live on until their control session ends, so age alone proves nothing.',
  evidence:
    'A data SYN 30 s or more after the expectation, without an EXP line, and denied; or a listing that no longer has it.',
  neighbours: {
    PINHOLE_WORKED: 'a late SYN with an EXP line: it was still there',
    SYN_BEFORE_EXPECTATION: 'too early instead of too late',
    SESSIONS_CLEARED: 'somebody cleared it before its time',
  },
  steps: withNames(() => [SOONER]),
  source: 'Fortinet KB 189938, 223190',

  judge: (it) => {
    if (it.hit !== null) return null;
    const denial = finalDenial(it);
    const seconds = denial === null ? null : age(it);
    if (denial === null || seconds === null || seconds < PINHOLE_LIFE) return null;
    return {
      message: `The pinhole had expired: ${dialler(it)} dialled ${dialledEnd(it)} ${Math.floor(seconds)} s after it was opened, found no expectation session, and was denied.`,
      evidence: [denial.drop.moment, denial.trace, it.expectation?.opened, it.offer.offered],
      confidence: 'likely',
      steps: numbered(SOONER),
    };
  },
};
