import { isRefusal } from '../../../ftp.js';
import { dataLegs } from '../../facts/data-tls.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { inBrackets, offerName } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { check, numbered } from '../../wording/steps.js';

const WORDS = /\b(?:virus|infected|malware)\b/i;

/** The reply that came instead of 226 names a virus: a replacement message of the unit, or a scanner on the server. */
export const avBlock: Rule = {
  code: 'AV_BLOCK',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'antivirus blocked the file',
  mechanism: 'The proxy found the file infected and sent its replacement message in place of 226.',
  evidence:
    'Bytes on the data connection, then the text of a refusal on the control channel; an antivirus log.',
  neighbours: {
    REPLY_550: '550 at once, before any byte: the server’s own',
    FILE_BLOCK_OR_OVERSIZE: 'the text names a file type or a size',
  },
  steps: withNames(() => [
    check('That is what the policy is for; a wrong verdict on the file is reported to the vendor'),
  ]),
  source: 'FortiOS CLI reference (replacemsg ftp)',

  judge: (it) => {
    const { closing } = it.replies;
    if (closing === null || !isRefusal(closing.code) || !WORDS.test(closing.text)) return null;
    const carried = dataLegs(it).flatMap((leg) => [...leg.responderData, ...leg.initiatorData])[0];
    const { insteadOf } = closing;
    const steps = stepsFor(avBlock.steps, it);
    if (insteadOf !== undefined) {
      return {
        message: `The unit blocked the file of ${offerName(it)} as infected${inBrackets(closing.text)}: it told the client so in place of the server’s reply ${insteadOf.code}.`,
        evidence: [closing, insteadOf, carried, it.offer.offered],
        steps,
      };
    }
    return {
      message: `The file of ${offerName(it)} was blocked as infected${inBrackets(closing.text)}.`,
      evidence: [closing, carried, it.offer.offered],
      confidence: 'likely',
      steps: [
        ...numbered(
          check(
            'The unit’s antivirus log has an entry if the unit blocked it; without one the server has a scanner',
          ),
        ),
        ...steps,
      ],
    };
  },
};
