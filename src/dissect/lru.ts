import { pairKey, type Endpoint } from '../net.js';
import { own } from '../intern.js';

/** Two endpoints, and what was opened between them. */
export interface Pair<S> {
  key: string;
  src: Endpoint;
  dst: Endpoint;
  readonly streams: S[];
  /** Where it is remembered, and when it was last put there. */
  among: Map<string, Pair<S>> | undefined;
  turn: number;
}

export interface Recent<S> {
  readonly of: (src: Endpoint, dst: Endpoint) => Pair<S>;
  readonly touch: (pair: Pair<S>) => void;
}

/** Of those that are read, which are dear, and of the others. */
const MAX_PAIRS = 4096;
/** To be put behind all others again takes longer than to be behind some of them. */
const LATELY = 256;

/** Pairs by their endpoints; those that were used longest ago make room, but what nobody reads for nothing else. */
export function createRecent<S>(isRead: (stream: S) => boolean, drop: (stream: S) => void): Recent<S> {
  const read = new Map<string, Pair<S>>();
  const others = new Map<string, Pair<S>>();
  let turn = 0;
  return {
    of(src, dst) {
      const key = pairKey(src, dst);
      const known = read.get(key) ?? others.get(key);
      return known ?? { key, src, dst, streams: [], among: undefined, turn: 0 };
    },
    touch(pair) {
      const among = pair.streams.some(isRead) ? read : others;
      turn += 1;
      if (pair.among === among && turn - pair.turn < LATELY) return;
      // A new one shall pin nothing of the input.
      if (pair.among?.delete(pair.key) !== true)
        for (const end of ['key', 'src', 'dst'] as const) pair[end] = own(pair[end]);
      among.set(pair.key, pair);
      pair.among = among;
      pair.turn = turn;
      if (among.size <= MAX_PAIRS) return;
      const [oldest] = among.values();
      if (oldest === undefined) return;
      oldest.streams.forEach(drop);
      oldest.among = undefined;
      among.delete(oldest.key);
    },
  };
}
