import type { Comparison } from '../../src/compare/comparison.js';

const stageOf = ({ decisive }: Comparison): string | undefined => decisive?.parting?.stage;

/**
 * The same answer; or that it cannot be compared, all or the stage that they part at with all sources. Where the whole
 * does not show the stage that the other names, it says that they may have parted there already.
 */
export function agrees(whole: Comparison, other: Comparison): boolean {
  if (other.answer === 'cannot-compare') return true;
  if (whole.answer === 'cannot-compare') return other.answer === 'alike';
  if (other.answer !== whole.answer) return false;
  return stageOf(other) === stageOf(whole) || isHidden(other, whole) || isHidden(whole, other);
}

const isHidden = (by: Comparison, of: Comparison): boolean =>
  (by.decisive?.unseen ?? []).some((stage) => stage === stageOf(of));
