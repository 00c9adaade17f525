import type { CaptureRule } from '../../capture-rule.js';
import { withNames } from '../../wording/named-steps.js';
import { LOSSES } from '../../../events/damage.js';
import { DAMAGE_NEAR_LINES } from '../../limits.js';
import { check } from '../../wording/steps.js';

/** Something was lost where it may matter: in an inconclusive report, or near a line that a finding cites. */
export const logDamaged: CaptureRule = {
  code: 'LOG_DAMAGED',
  stage: 'syn',
  verdict: 'remark',
  grade: 'A',
  title: 'the text was damaged by copying',
  mechanism:
    'The terminal wrapped or overwrote lines, or a page lost characters. What is repaired is counted; what is lost cannot be judged.',
  evidence:
    'A line’s tail that repeats its own digits after blanks, a broken record, a hex dump with a wrong offset.',
  neighbours: { INSUFFICIENT_EVIDENCE: 'the text is whole, and the deciding line was never captured' },
  steps: withNames(() => [
    check('Let the terminal program log the SSH session to a file, instead of copying from its window'),
  ]),
  source: 'Fortinet KB 189531 (its own captures)',

  judge: ({ sources, cited, verdict }) => {
    const lost = sources.flatMap(({ file, damage }) =>
      damage.filter(({ kind }) => LOSSES.has(kind)).map((one) => ({ file, ...one })),
    );
    const near = lost.filter(
      ({ file, firstLine }) =>
        verdict === 'inconclusive' ||
        cited.some((line) => line.file === file && Math.abs(line.line - firstLine) <= DAMAGE_NEAR_LINES),
    );
    if (near.length === 0) return null;
    const [first, ...others] = near.map(
      ({ file, kind, count, firstLine }) =>
        `${kind.replaceAll('-', ' ')} in ${file}, line ${firstLine}${count > 1 ? ` and ${count - 1} more` : ''}`,
    );
    const beside = cited.filter((line) =>
      near.some(({ file, firstLine }) => file === line.file && line.line === firstLine),
    );
    return {
      message: `Some of the text is damaged and could not be put right: ${first ?? ''}${others.length > 0 ? `; ${others.slice(0, 3).join('; ')}` : ''}.`,
      evidence: beside.map((line) => ({ line })),
    };
  },
};
