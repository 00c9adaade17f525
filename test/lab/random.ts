/** Numbers in [0, 1) that a seed decides (mulberry32), so that a session can be made again. */
export interface Random {
  next(): number;
  below(limit: number): number;
  chance(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (choices) => choices[below(choices.length)]!,
  };
}
