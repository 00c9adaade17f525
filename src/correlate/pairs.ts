import type { Endpoint } from '../net.js';
import type { Leg } from './timeline.js';

export interface Ends {
  readonly initiator: Endpoint;
  readonly responder: Endpoint;
}

/** Legs by their two ends. */
export interface Pairs {
  readonly get: (initiator: Endpoint, responder: Endpoint) => readonly Leg[] | undefined;
  readonly add: (leg: Leg) => void;
  readonly remove: (leg: Leg) => void;
  /** In the order in which they were added. */
  readonly all: () => Leg[];
  readonly count: () => number;
}

/** Each packet asks both ways round: to look up two ends takes less than to make one key of them. */
export function createPairs(): Pairs {
  const byResponder = new Map<Endpoint, Map<Endpoint, readonly Leg[]>>();
  const all = new Set<Leg>();
  return {
    get: (initiator, responder) => byResponder.get(responder)?.get(initiator),
    add(leg) {
      all.add(leg);
      const { initiator, responder } = leg;
      const known = byResponder.get(responder);
      if (known === undefined) byResponder.set(responder, new Map([[initiator, [leg]]]));
      else known.set(initiator, [...(known.get(initiator) ?? []), leg]);
    },
    remove(leg) {
      all.delete(leg);
      const { initiator, responder } = leg;
      const known = byResponder.get(responder);
      const left = known?.get(initiator)?.filter((other) => other !== leg) ?? [];
      if (left.length > 0) known?.set(initiator, left);
      else known?.delete(initiator);
      if (known?.size === 0) byResponder.delete(responder);
    },
    all: () => [...all],
    count: () => all.size,
  };
}
