import type { Leg, Sighting } from './leg.js';

/** Microseconds within which a segment that is merely forwarded leaves the unit. */
const AT_ONCE = 50_000;

/** A segment of the initiator that comes in on one leg and goes out on the other, or one of the responder the other way. */
export function saysTheSame(near: Leg, far: Leg): boolean {
  const passes = (from: readonly Sighting[], to: readonly Sighting[]): boolean =>
    from.some((one) => to.some((other) => isSentOn(one, other)));
  return passes(near.initiatorData, far.initiatorData) || passes(far.responderData, near.responderData);
}

function isSentOn(come: Sighting, left: Sighting): boolean {
  if (come.seq === undefined || come.seq !== left.seq || come.capture !== left.capture) return false;
  const since = (left.stamp?.at ?? NaN) - (come.stamp?.at ?? NaN);
  return goesOutward(come, left) && Math.abs(since) <= AT_ONCE;
}

/** Where no direction is printed (verbosity 1 and 3), what comes in stands before what goes out. */
function goesOutward(come: Sighting, left: Sighting): boolean {
  if (come.direction === undefined && left.direction === undefined)
    return come.interface === undefined && left.interface === undefined && come.order < left.order;
  return come.direction === 'in' && left.direction === 'out';
}

/** What two legs that say the same have in common: a sequence number of the initiator, or one of the responder, below 0. */
export function segmentNumbers({ initiatorData, responderData }: Leg): number[] {
  const numbers: number[] = [];
  for (const { seq } of initiatorData) if (seq !== undefined) numbers.push(seq);
  for (const { seq } of responderData) if (seq !== undefined) numbers.push(-1 - seq);
  return numbers;
}
