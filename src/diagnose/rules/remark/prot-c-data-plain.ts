import { protectionBefore } from '../../observations/prot-level.js';
import type { Remark } from '../../remark.js';
import { noSteps } from '../../wording/named-steps.js';

/** PROT C was agreed on: the files travel in cleartext. */
export const protCDataPlain: Remark = {
  code: 'PROT_C_DATA_PLAIN',
  stage: 'transfer',
  verdict: 'remark',
  grade: 'A',
  title: 'the data travels in clear by agreement',
  mechanism: 'The client asked for PROT C and the server agreed: commands are encrypted, files are not.',
  evidence: 'PROT C and reply 200.',
  neighbours: { PROT_MISMATCH: 'the server did not agree' },
  steps: noSteps,
  source: 'RFC 4217',

  judge: ({ control, offer }) => {
    const agreed = protectionBefore(control, offer.offered);
    if (agreed?.level !== 'C') return null;
    return {
      message: 'Client and server agreed on PROT C: the commands may be encrypted, the files are not.',
      evidence: [agreed.asked, agreed.agreed],
    };
  },
};
