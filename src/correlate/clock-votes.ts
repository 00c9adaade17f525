import type { Leg } from './model/leg.js';
import type { Clock, Capture, Moment } from './model/moment.js';
import { mostAgreed, type Stretch, type Vote } from './clock-agreement.js';

/** Offset of b's clock against a's, if b happened between `early` before and `late` after a. */
export function vote(key: Leg, a: Moment, b: Moment, late: number, early: number): Vote {
  const [ours, theirs] = [b.stamp, a.stamp];
  const from = (ours?.at ?? 0) - (theirs?.at ?? 0) - (theirs?.width ?? 0) - late;
  const to = (ours?.at ?? 0) + (ours?.width ?? 0) - (theirs?.at ?? 0) + early;
  return { low: from, high: to, key, proof: [a.line, b.line] };
}

/**
 * The offset that most connections agree on. A retransmission shares its sequence number, so its k-th print may pair
 * with any print of the other source: wrong pairs scatter, right ones pile up. Where several offsets are agreed on alike
 * (two clients were offered one port) it may be any of them.
 */
export function fromVotes(
  capture: Capture,
  votes: readonly Vote[],
  method: 'syn-sequence' | 'tuple',
): Clock | undefined {
  const relative = capture.first?.relative === true;
  const isSyn = method === 'syn-sequence';
  const stretches = mostAgreed(votes, isSyn);
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const all = { from: first.from, to: last.to };
  const { from, to } = isSyn ? likeliest(stretches, votes, relative) : all;
  const middle = (from + to) / 2;
  const zone = zoneNear(middle);
  // Only a whole quarter hour inside the proved interval is a zone; else the clocks are skewed and stay so.
  const offset = !relative && from <= zone && zone <= to ? zone : Math.round(middle);
  const keys = new Set<Leg>();
  const proof = votes
    .filter((one) => one.low <= from && from <= one.high)
    .sort((a, b) => Number(b.sameRank ?? false) - Number(a.sameRank ?? false))
    .filter(({ key }) => !keys.has(key) && keys.add(key))
    .map((one) => one.proof);
  return {
    capture,
    reference: false,
    offset,
    uncertainty: Math.round(Math.max(all.to - offset, offset - all.from)),
    zoneSeconds: relative ? null : zone / 1e6,
    method,
    proof: proof.slice(0, PROOFS),
  };
}

/**
 * Where a SYN was sent again after equal pauses and one of its prints is lost, several offsets are agreed on alike. The
 * unit's own sniffer is off by a zone and nothing else; after that, the k-th print is the k-th.
 */
function likeliest(stretches: readonly Stretch[], votes: readonly Vote[], relative: boolean): Stretch {
  const rated = stretches.map((stretch) => {
    const zone = zoneNear((stretch.from + stretch.to) / 2);
    const isZone = !relative && stretch.from <= zone && zone <= stretch.to;
    const inside = votes.filter(({ low, high }) => low <= stretch.from && stretch.from <= high);
    return { stretch, isZone, ranked: inside.filter(({ sameRank }) => sameRank).length };
  });
  const better = (a: (typeof rated)[0], b: (typeof rated)[0]): boolean =>
    a.isZone === b.isZone ? a.ranked > b.ranked : a.isZone;
  return rated.reduce((best, one) => (better(one, best) ? one : best)).stretch;
}

function zoneNear(offset: number): number {
  return Math.round(offset / QUARTER) * QUARTER;
}

export const QUARTER = 900e6;
export const PROOFS = 5;
