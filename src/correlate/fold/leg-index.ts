import type { Endpoint } from '../../net.js';
import type { Leg } from '../model/leg.js';

export interface LegEnds {
  readonly initiator: Endpoint;
  readonly responder: Endpoint;
}

/** What was opened between two ends, by either. */
export interface Between {
  /** In the order in which they were added. Empty: it was removed from the index, so look the two up again. */
  legs: readonly Leg[];
}

/** Legs by their two ends. */
export interface LegIndex {
  readonly between: (one: Endpoint, other: Endpoint) => Between | undefined;
  readonly add: (leg: Leg) => void;
  readonly remove: (leg: Leg) => void;
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
        known.legs = known.legs.concat(leg);
        return;
      }
      const made = { legs: [leg] };
      const others = byEnd.get(responder);
      if (others === undefined) byEnd.set(responder, new Map([[initiator, made]]));
      else others.set(initiator, made);
    },
    remove(leg) {
      all.delete(leg);
      const { initiator, responder } = leg;
      const known = between(initiator, responder);
      if (known === undefined) return;
      known.legs = known.legs.filter((other) => other !== leg);
      if (known.legs.length > 0) return;
      drop(responder, initiator);
      drop(initiator, responder);
    },
    all: () => [...all],
    count: () => all.size,
  };
}
