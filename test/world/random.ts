/** A seeded source of chance: the same seed makes the same world. */
export interface Chance {
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  happens(probability: number): boolean;
  of<T>(choices: readonly T[]): T;
}

export function chance(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    happens: (probability) => next() < probability,
    of: (choices) => choices[int(0, choices.length - 1)]!,
  };
}
