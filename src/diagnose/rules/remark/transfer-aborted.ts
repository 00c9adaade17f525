import type { Remark } from '../../remark.js';
import { offerName } from '../../wording/sentences.js';

/** The client broke the transfer off: what came after that is no failure of the way. */
export const transferAborted: Remark = {
  code: 'TRANSFER_ABORTED',
  judge: (it) => {
    const { aborted, wanted, opening } = it.replies;
    if (aborted === null) return null;
    return {
      message: `The client itself broke off the transfer of ${offerName(it)} with ABOR: the end of it is its wish, whatever had gone before.`,
      evidence: [aborted, opening ?? wanted],
    };
  },
};
