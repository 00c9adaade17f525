import type { Remark } from '../remark.js';
import { askedBy } from '../said.js';

/** PROT C was agreed on: the files travel in clear. */
export const protCDataPlain: Remark = {
  code: 'PROT_C_DATA_PLAIN',
  judge: ({ control, offer }) => {
    const { offered } = offer;
    if (control === null || offered === null) return null;
    const asked = control.commands
      .filter(
        ({ command, capture, order }) =>
          command === 'PROT' && capture === offered.capture && order < offered.order,
      )
      .at(-1);
    if (asked?.argument?.toUpperCase() !== 'C') return null;
    const agreed = control.replies.find(
      ({ capture, order }) => capture === asked.capture && order > asked.order,
    );
    if (agreed?.code !== 200 || askedBy(control, agreed) !== 'PROT') return null;
    return {
      message: 'Client and server agreed on PROT C: the commands may be encrypted, the files are not.',
      evidence: [asked, agreed],
    };
  },
};
