import type { Rule } from '../rule.js';
import { offerName } from '../say.js';

const WORDS: Readonly<Record<number, string>> = {
  421: 'the server closed the service',
  425: 'the server could not open the data connection',
  426: 'the data connection broke during the transfer',
  550: 'the file is not there or the account may not touch it',
};

/** The reply that ended the transfer says that it failed. */
export const replyFailed: readonly Rule[] = [425, 426, 550, 421].map((code) => ({
  code: `REPLY_${code}`,
  stage: 'transfer',
  verdict: 'failed',
  judge: (it) => {
    const { closing, opening } = it.replies;
    if (closing?.code !== code) return null;
    return {
      message: `The transfer of ${offerName(it)} failed with reply ${code}: ${WORDS[code] ?? ''}.`,
      evidence: [closing, opening, it.offer.offered, it.far?.opened],
    };
  },
}));
