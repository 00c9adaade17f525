import { put } from '../../collections.js';
import type { Leg } from '../model/leg.js';
import { passageWay } from '../model/leg-ways.js';

/** A leg with its number in the order of time. */
export interface PlacedLeg {
  readonly leg: Leg;
  readonly place: number;
}

/** Legs of one way, the earliest first: what the first of them may follow, all may. */
interface SameWay {
  readonly legs: PlacedLeg[];
  /** All before it are claimed. */
  start: number;
}

type Fits = (near: Leg, far: Leg) => boolean;

/** The legs under a key that nobody claimed and whose way fits after a near leg's, the earliest first. */
export type CandidateLegs<K = string> = (key: K, near: Leg) => Iterable<PlacedLeg>;

/** Up to so many legs that share a key are asked one by one. Mostly there are one or two. */
const FEW = 8;

const NONE: readonly never[] = [];

export function placed(ordered: readonly Leg[]): PlacedLeg[] {
  return ordered.map((leg, place) => ({ leg, place }));
}

/**
 * Legs by what joins them, put together when the first is asked for: what has no key is never looked up. Where many share
 * a key they are split by their way: a scanner, a health check or a server that dials from port 20 opens thousands of
 * connections that share an endpoint, and each would be compared with each. `fits` looks at the way alone.
 */
export function candidateLegs<K>(
  legs: readonly PlacedLeg[],
  keysOf: (leg: Leg) => readonly K[],
  claimed: ReadonlyMap<Leg, unknown>,
  fits: Fits,
): CandidateLegs<K> {
  let groups: ReadonlyMap<K, readonly PlacedLeg[]> | undefined;
  const byWay = new Map<K, SameWay[]>();
  const waysOf = (key: K, group: readonly PlacedLeg[]): readonly SameWay[] => {
    const known = byWay.get(key);
    if (known !== undefined) return known;
    const ways = splitByWay(group);
    byWay.set(key, ways);
    return ways;
  };
  return (key, near) => {
    groups ??= byKeys(legs, keysOf);
    const group = groups.get(key);
    if (group === undefined) return NONE;
    if (group.length <= FEW) return group.filter(({ leg }) => !claimed.has(leg) && fits(near, leg));
    return inOrder(
      waysOf(key, group).filter(({ legs: [first] }) => first !== undefined && fits(near, first.leg)),
      claimed,
    );
  };
}

/** Concatenated while they are few: V8 reserves seventeen places on the first push. */
function byKeys<K>(
  legs: readonly PlacedLeg[],
  keysOf: (leg: Leg) => readonly K[],
): ReadonlyMap<K, readonly PlacedLeg[]> {
  const groups = new Map<K, PlacedLeg[]>();
  for (const one of legs) {
    const keys = keysOf(one.leg);
    for (const key of keys.length < 2 ? keys : new Set(keys)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else if (group.length < FEW) groups.set(key, group.concat(one));
      else group.push(one);
    }
  }
  return groups;
}

function splitByWay(legs: readonly PlacedLeg[]): SameWay[] {
  const ways = new Map<string, PlacedLeg[]>();
  for (const one of legs) put(ways, passageWay(one.leg), one);
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
