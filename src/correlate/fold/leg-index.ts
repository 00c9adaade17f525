import type { Endpoint } from '../../net.js';
import type { Leg } from '../model/leg.js';
import { byInitiator, insertNumber, numberedLegsOf, type NumberedLegs } from './legs-of-tuple.js';

export interface LegEnds {
  readonly initiator: Endpoint;
  readonly responder: Endpoint;
}

/** What was opened between two ends, by either. */
export interface Between {
  /** In the order in which they were added. Empty: it was removed from the index, so look the two up again. */
  legs: Leg[];
  /** By initiator; made when it is first asked for. */
  numbered: Map<Endpoint, NumberedLegs> | undefined;
}

/** Up to so many legs between two ends are looked through; a scanner or a health check opens thousands. */
const FEW = 16;

/** What an end opened, by number, where there are many legs; undefined where there are few. */
export function numberedOf(between: Between | undefined, initiator: Endpoint): NumberedLegs | undefined {
  if (between === undefined || between.legs.length <= FEW) return undefined;
  between.numbered ??= byInitiator(between.legs);
  return between.numbered.get(initiator) ?? numberedLegsOf([]);
}

/** Legs by their two ends. */
export interface LegIndex {
  readonly between: (one: Endpoint, other: Endpoint) => Between | undefined;
  readonly add: (leg: Leg) => void;
  readonly remove: (some: Iterable<Leg>) => void;
  /** In the order in which they were added. */
  readonly all: () => Leg[];
  readonly count: () => number;
}

/** Two nested maps, because each packet asks: looking up two endpoints is faster than joining them to one key. */
export function createLegIndex(): LegIndex {
  const byEnd = new Map<Endpoint, Map<Endpoint, Between>>();
  const all = new Set<Leg>();
  const between: LegIndex['between'] = (one, other) =>
    byEnd.get(other)?.get(one) ?? byEnd.get(one)?.get(other);
  const drop = (one: Endpoint, other: Endpoint): void => {
    const others = byEnd.get(one);
    if (others?.delete(other) === true && others.size === 0) byEnd.delete(one);
  };
  return {
    between,
    add(leg) {
      all.add(leg);
      const { initiator, responder } = leg;
      const known = between(initiator, responder);
      if (known !== undefined) {
        addTo(known, leg);
        return;
      }
      const made = { legs: [leg], numbered: undefined };
      const others = byEnd.get(responder);
      if (others === undefined) byEnd.set(responder, new Map([[initiator, made]]));
      else others.set(initiator, made);
    },
    remove(some) {
      const gone = new Set(some);
      for (const leg of gone) {
        all.delete(leg);
        const { initiator, responder } = leg;
        const known = between(initiator, responder);
        if (known?.legs.includes(leg) !== true) continue;
        known.legs = known.legs.filter((other) => !gone.has(other));
        known.numbered = undefined;
        if (known.legs.length > 0) continue;
        drop(responder, initiator);
        drop(initiator, responder);
      }
    },
    all: () => [...all],
    count: () => all.size,
  };
}

/** Concatenated while they are few: V8 reserves seventeen places on the first push, and most ends share one leg. */
function addTo(known: Between, leg: Leg): void {
  if (known.legs.length < FEW) known.legs = known.legs.concat(leg);
  else known.legs.push(leg);
  if (known.numbered === undefined) return;
  const own = known.numbered.get(leg.initiator);
  if (own === undefined) known.numbered = undefined;
  else {
    own.legs.push(leg);
    if (!own.byIsn.has(leg.isn)) own.byIsn.set(leg.isn, leg);
    if (leg.isn !== undefined) insertNumber(own.isns, leg.isn, leg);
  }
}
