import type { Origin } from '../events/record.js';
import type { Leg } from './model/leg.js';
import type { Clock, Capture, Moment } from './model/moment.js';

/** `offset` of a pair lies in [low, high]; `key` names the connection, so that one connection votes once. */
export interface Vote {
  readonly low: number;
  readonly high: number;
  readonly key: Leg;
  /** Of the session whose pinhole was dialled. */
  readonly sessionId?: string | undefined;
  readonly proof: readonly [Origin, Origin];
}

/** Offset of b's clock against a's, if b happened between `early` before and `late` after a. */
export function vote(key: Leg, a: Moment, b: Moment, late: number, early: number): Vote {
  const [ours, theirs] = [b.stamp, a.stamp];
  const from = (ours?.at ?? 0) - (theirs?.at ?? 0) - (theirs?.width ?? 0) - late;
  const to = (ours?.at ?? 0) + (ours?.width ?? 0) - (theirs?.at ?? 0) + early;
  return { low: from, high: to, key, proof: [a.line, b.line] };
}

/**
 * The offset that most connections agree on. A retransmission shares its sequence number, so its k-th print may pair
 * with any print of the other source: wrong pairs scatter, right ones pile up. Where tuples agree on several offsets
 * alike (two clients were offered one port) it may be any of them.
 */
export function fromVotes(
  capture: Capture,
  votes: Vote[],
  method: 'syn-sequence' | 'tuple',
): Clock | undefined {
  if (votes.length === 0) return undefined;
  const most = busiest(votes);
  const best = votes.filter((one) => one.low <= most.from && most.from <= one.high);
  const narrow = best.reduce((least, one) => Math.min(least, one.high), Infinity);
  const [low, high] = [most.from, method === 'syn-sequence' ? narrow : most.to];
  const middle = (low + high) / 2;
  const relative = capture.first?.relative === true;
  const zone = Math.round(middle / QUARTER) * QUARTER;
  // Only a whole quarter hour inside the proved interval is a zone; else the clocks are skewed and stay so.
  const offset = !relative && low <= zone && zone <= high ? zone : Math.round(middle);
  const keys = new Set<Leg>();
  const proof = best.filter(({ key }) => !keys.has(key) && keys.add(key)).map((one) => one.proof);
  return {
    capture,
    reference: false,
    offset,
    uncertainty: Math.round(Math.max(high - offset, offset - low)),
    zoneSeconds: relative ? null : zone / 1e6,
    method,
    proof: proof.slice(0, PROOFS),
  };
}

/** The first and the last offset at which the most connections agree: their intervals are entered and left in order. */
export function busiest(votes: readonly Vote[]): { from: number; to: number } {
  const entered = [...votes].sort((a, b) => a.low - b.low);
  const left = [...votes].sort((a, b) => a.high - b.high);
  const open = new Map<Leg, number>();
  let [most, from, to, next] = [0, 0, 0, 0];
  for (const { high, key } of left) {
    for (let one = entered[next]; one !== undefined && one.low <= high; one = entered[(next += 1)]) {
      open.set(one.key, (open.get(one.key) ?? 0) + 1);
      if (open.size > most) [most, from] = [open.size, one.low];
    }
    if (open.size === most) to = high;
    const others = (open.get(key) ?? 0) - 1;
    if (others > 0) open.set(key, others);
    else open.delete(key);
  }
  return { from, to };
}

export const QUARTER = 900e6;
export const PROOFS = 5;
