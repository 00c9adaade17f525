import type { Comparison } from '../../src/compare/comparison.js';

export const stageOf = ({ decisive }: Comparison): string | undefined => decisive?.parting?.stage;

/** The same answer; or that it cannot be compared, all or the stage that they part at with all sources. */
export function agrees(whole: Comparison, other: Comparison): boolean {
  if (other.answer === 'cannot-compare') return true;
  if (whole.answer === 'cannot-compare') return other.answer === 'alike';
  if (other.answer !== whole.answer) return false;
  return (
    stageOf(other) === stageOf(whole) || (other.decisive?.unseen ?? []).some((one) => one === stageOf(whole))
  );
}
