import type { LadderStep } from '../../ladder.js';

/** Seconds since the ladder's first step: `+0.119`, `+12` where only the second is known, empty where nothing tells. */
export function deltas(steps: readonly LadderStep[]): string[] {
  const first = steps.find(({ at }) => at !== null)?.at ?? null;
  return steps.map(({ at, precise }) => {
    if (at === null || first === null) return '';
    const since = (at - first) / 1e6;
    const sign = since < 0 ? '' : '+';
    return sign + (precise ? since.toFixed(3) : String(Math.trunc(since)));
  });
}

/** In front of what happened then. */
export const inSeconds = (since: string): string => (since === '' ? '' : `${since} s `);
