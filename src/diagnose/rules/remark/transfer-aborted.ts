import type { Remark } from '../../remark.js';
import { offerName } from '../../wording/sentences.js';
import { noSteps } from '../../wording/named-steps.js';

/** The client broke the transfer off: what came after that is no failure of the network. */
export const transferAborted: Remark = {
  code: 'TRANSFER_ABORTED',
  stage: 'transfer',
  verdict: 'remark',
  grade: 'A',
  title: 'the client broke the transfer off',
  mechanism:
    'The client sent ABOR during the transfer. The server then ends it with 426 and answers ABOR with 225 or 226: that is what the client wished.',
  evidence: 'ABOR after the transfer command; 426 is its consequence.',
  neighbours: {
    REPLY_426: 'no ABOR stands before it',
    ANTIVIRUS_HOLD: 'the client gave up after it had waited in vain',
  },
  steps: noSteps,
  source: 'RFC 959',

  judge: (it) => {
    const { aborted, wanted, opening } = it.replies;
    if (aborted === null) return null;
    return {
      message: `The client itself broke off the transfer of ${offerName(it)} with ABOR: the end of it is its wish, whatever had gone before.`,
      evidence: [aborted, opening ?? wanted],
    };
  },
};
