import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';

const DONE: ReadonlySet<number> = new Set([226, 250]);

/** The control channel says that the transfer completed; its data connection is outside the capture. */
export const transferOkDataUnseen: Rule = {
  code: 'TRANSFER_OK_DATA_UNSEEN',
  stage: 'transfer',
  verdict: 'worked',
  judge: (it) => {
    const { closing, opening } = it.replies;
    if (it.flow !== null || it.pinhole === 'hit' || closing === null || !DONE.has(closing.code)) return null;
    return {
      message: `The transfer of ${offerName(it)} completed with reply ${closing.code}; its data connection is not in the capture.`,
      evidence: [closing, opening, it.offer.offered],
    };
  },
};
