import { put } from '../../collections.js';
import type { Leg } from '../model/leg.js';
import { passageWay } from '../model/leg-ways.js';

/** A leg with its number in the order of time, and what tells how it comes and goes. */
export interface PlacedLeg {
  readonly leg: Leg;
  readonly place: number;
  readonly way: string;
}

/** Legs of one way, the earliest first: what the first of them may follow, all may. */
interface SameWay {
  readonly legs: PlacedLeg[];
  /** All before it are claimed. */
  start: number;
}

type Fits = (near: Leg, far: Leg) => boolean;

/** The legs under a key that nobody claimed and whose way fits after a near leg's, the earliest first. */
export type CandidateLegs = (key: string, near: Leg) => Iterable<PlacedLeg>;

export function placed(ordered: readonly Leg[]): PlacedLeg[] {
  return ordered.map((leg, place) => ({ leg, place, way: passageWay(leg) }));
}

/**
 * Legs by what joins them, and by their way: a scanner, a health check or a server that dials from port 20 opens
 * thousands of connections that share an endpoint, and each would be compared with each. `fits` looks at the way alone.
 */
export function candidateLegs(
  legs: readonly PlacedLeg[],
  keysOf: (leg: Leg) => readonly string[],
  claimed: ReadonlyMap<Leg, unknown>,
  fits: Fits,
): CandidateLegs {
  const groups = new Map<string, PlacedLeg[]>();
  for (const one of legs) for (const key of new Set(keysOf(one.leg))) put(groups, key, one);
  const byWay = new Map<string, SameWay[]>();
  const waysOf = (key: string): readonly SameWay[] => {
    const known = byWay.get(key);
    if (known !== undefined) return known;
    const ways = splitByWay(groups.get(key) ?? []);
    byWay.set(key, ways);
    return ways;
  };
  return (key, near) => {
    if (!groups.has(key)) return [];
    return inOrder(
      waysOf(key).filter(({ legs: [first] }) => first !== undefined && fits(near, first.leg)),
      claimed,
    );
  };
}

function splitByWay(legs: readonly PlacedLeg[]): SameWay[] {
  const ways = new Map<string, PlacedLeg[]>();
  for (const one of legs) put(ways, one.way, one);
  return [...ways.values()].map((some) => ({ legs: some, start: 0 }));
}

function* inOrder(ways: readonly SameWay[], claimed: ReadonlyMap<Leg, unknown>): Generator<PlacedLeg> {
  const isClaimed = (one: PlacedLeg | undefined): boolean => one !== undefined && claimed.has(one.leg);
  const cursors = ways.map((way) => {
    while (isClaimed(way.legs[way.start])) way.start += 1;
    return { way, at: way.start };
  });
  for (;;) {
    let next: (typeof cursors)[number] | undefined;
    let earliest: PlacedLeg | undefined;
    for (const cursor of cursors) {
      while (isClaimed(cursor.way.legs[cursor.at])) cursor.at += 1;
      const one = cursor.way.legs[cursor.at];
      if (one === undefined || (earliest !== undefined && earliest.place < one.place)) continue;
      next = cursor;
      earliest = one;
    }
    if (next === undefined || earliest === undefined) return;
    next.at += 1;
    yield earliest;
  }
}
