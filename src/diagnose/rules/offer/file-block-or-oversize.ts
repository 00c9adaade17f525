import { isRefusal } from '../../../ftp.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { inBrackets, offerName } from '../../wording/sentences.js';
import { withNames, protocolFor } from '../../wording/named-steps.js';
import { numbered, check, change } from '../../wording/steps.js';
import type { RemedyStep } from '../../../remedy.js';

/** The unit's replacement messages for FTP: file filter, size limit, data leak prevention. */
const WORDS =
  /not permitted to (?:transfer|download|upload)\b|file size (?:limit )?exceed|oversized? file|data leak|\bfile (?:"[^"]*" |\S+ )?(?:(?:has been |is |was )?blocked|is oversized)/i;

const SIZE = /size|oversize/i;

const byType = (policy: string | null | undefined): RemedyStep[] =>
  numbered(
    check(
      'See which profiles of the policy filter files (file-filter-profile, dlp-profile, dlp-sensor)',
      `show full-configuration firewall policy ${policy ?? '<policy-id>'}`,
    ),
  );

/** The reply that came instead of 226 names a file type, a size or data leak prevention. */
export const fileBlockOrOversize: Rule = {
  code: 'FILE_BLOCK_OR_OVERSIZE',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'file filter, DLP or size limit',
  mechanism:
    'A file filter, data leak prevention or the size limit of the protocol options stopped the file.',
  evidence: 'A replacement message that names it.',
  neighbours: { AV_BLOCK: 'the message names a virus' },
  steps: withNames((names) => [
    change(
      'Admit larger files, up to 100 MB',
      '# They are then buffered and take more memory.',
      protocolFor(names, 'set oversize-limit 100'),
    ),
  ]),
  source: 'FortiOS CLI reference (profile-protocol-options, replacemsg ftp)',

  judge: (it) => {
    const { closing } = it.replies;
    if (closing === null || !isRefusal(closing.code) || !WORDS.test(closing.text)) return null;
    return {
      message: `The file of ${offerName(it)} was blocked by a filter or a limit${inBrackets(closing.text)}.`,
      evidence: [closing, it.offer.offered],
      confidence: 'likely',
      steps: SIZE.test(closing.text) ? stepsFor(fileBlockOrOversize.steps, it) : byType(it.control?.policy),
    };
  },
};
