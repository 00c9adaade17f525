export interface Random {
  next(): number;
  int(min: number, max: number): number;
  pick<T>(list: readonly T[]): T;
  hex(digits: number): string;
  /** As many `int(0, 255)`, a character each. */
  bytes(length: number): string;
  /** A stream of its own, so that printing more noise does not move the ports and sequence numbers. */
  fork(salt: number): Random;
}

/** mulberry32: small, fast, and the same everywhere. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => bits() / 4294967296;
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    pick: (list) => list[int(0, list.length - 1)]!,
    hex: (digits) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join(''),
    bytes: (length) => {
      const drawn = Buffer.alloc(Math.max(0, length));
      for (let at = 0; at < drawn.length; at++) drawn[at] = bits() >>> 24;
      return drawn.toString('latin1');
    },
    fork: (salt) => random((Math.imul(seed >>> 0, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) >>> 0),
  };
}
