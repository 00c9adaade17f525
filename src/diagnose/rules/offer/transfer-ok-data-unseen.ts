import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { CAPTURE_BY_HOSTS } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

const DONE: ReadonlySet<number> = new Set([226, 250]);

/** The control channel says that the transfer completed; its data connection is outside the capture. */
export const transferOkDataUnseen: Rule = {
  code: 'TRANSFER_OK_DATA_UNSEEN',
  stage: 'transfer',
  verdict: 'worked',
  grade: 'A',
  title: 'the transfer completed outside the capture',
  mechanism:
    'The control channel reports a completed transfer, so its data connection must have worked. The capture does not reach to where that ran.',
  evidence: '150 or 125, then 226 or 250; no data SYN, and no source that had to show one.',
  neighbours: {
    DATA_SYN_NOT_SEEN: 'the transfer ended with 425 or in a timeout',
    REPLY_150_WITHOUT_226: 'it began and was never confirmed',
  },
  steps: withNames(() => [CAPTURE_BY_HOSTS]),
  source: 'RFC 959; packet captures',

  judge: (it) => {
    const { closing, opening } = it.replies;
    if (it.flow !== null || it.pinhole === 'hit' || closing === null || !DONE.has(closing.code)) return null;
    return {
      message: `The transfer of ${offerName(it)} completed with reply ${closing.code}; its data connection is not in the capture.`,
      evidence: [closing, opening, it.offer.offered],
    };
  },
};
