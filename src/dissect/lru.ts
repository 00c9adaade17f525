import { pairKey, type Endpoint } from '../net.js';
import { own } from '../intern.js';
import type { Peers } from '../events/peers.js';

/** Two endpoints, and what was opened between them. */
export interface Pair<S> {
  key: string;
  src: Endpoint;
  dst: Endpoint;
  readonly streams: S[];
  /** The map that holds it, and the turn in which it was last put at that map's end. */
  among: Map<string, Pair<S>> | undefined;
  turn: number;
}

export interface Recent<S> {
  readonly of: (src: Endpoint, dst: Endpoint, peers: Peers | undefined) => Pair<S>;
  readonly touch: (pair: Pair<S>) => void;
}

/** How many are kept of the pairs that are read, and as many again of the others. */
const MAX_PAIRS = 4096;
/** Moving a pair to the end of its map at each packet would cost more than a slightly wrong order. */
const LATELY = 1024;

/**
 * Pairs by their endpoints; the least recently used makes room. Pairs with a stream that is read have a map of their
 * own, so that the many others never push them out.
 */
export function createRecent<S>(isRead: (stream: S) => boolean, drop: (stream: S) => void): Recent<S> {
  const read = new Map<string, Pair<S>>();
  const others = new Map<string, Pair<S>>();
  /** Found without a text made of both. */
  const byPeers = new WeakMap<Peers, Pair<S>>();
  let turn = 0;
  const find = (src: Endpoint, dst: Endpoint): Pair<S> => {
    const key = pairKey(src, dst);
    const known = read.get(key) ?? others.get(key);
    return known ?? { key, src, dst, streams: [], among: undefined, turn: 0 };
  };
  return {
    of(src, dst, peers) {
      const known = peers && byPeers.get(peers);
      if (known?.among !== undefined) return known;
      const pair = find(src, dst);
      if (peers !== undefined) byPeers.set(peers, pair);
      return pair;
    },
    touch(pair) {
      const among = pair.streams.some(isRead) ? read : others;
      turn += 1;
      if (pair.among === among && turn - pair.turn < LATELY) return;
      // The slices of a new pair's texts would keep their whole line in memory: it gets copies.
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
