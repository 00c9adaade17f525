import type { LadderStep } from '../../ladder.js';

/** The steps that a short ladder shows, and how many it leaves out. */
export interface ChosenSteps {
  readonly steps: readonly LadderStep[];
  readonly left: number;
}

/** The failing step, then what each kind tells of the verdict; of equals the earlier one. */
export function chosenSteps(steps: readonly LadderStep[], most: number): ChosenSteps {
  const ranked = [...steps].sort((a, b) => weight(b) - weight(a));
  const kept = new Set(ranked.slice(0, most));
  return { steps: steps.filter((step) => kept.has(step)), left: Math.max(0, steps.length - most) };
}

function weight({ failed, kind, label }: LadderStep): number {
  if (failed) return 9;
  if (kind === 'word' || kind === 'icmp') return 5;
  if (/^(?:SYN|RST|pinhole|dropped|denied|control)/.test(label)) return 6;
  return kind === 'packet' && label === 'ACK' ? 1 : 3;
}
