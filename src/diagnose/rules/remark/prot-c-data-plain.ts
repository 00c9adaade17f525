import { protectionBefore } from '../../observations/prot-level.js';
import type { Remark } from '../../remark.js';

/** PROT C was agreed on: the files travel in clear. */
export const protCDataPlain: Remark = {
  code: 'PROT_C_DATA_PLAIN',
  judge: ({ control, offer }) => {
    const agreed = protectionBefore(control, offer.offered);
    if (agreed?.level !== 'C') return null;
    return {
      message: 'Client and server agreed on PROT C: the commands may be encrypted, the files are not.',
      evidence: [agreed.asked, agreed.agreed],
    };
  },
};
