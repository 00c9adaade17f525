import type { Endpoint } from '../../net.js';
import { groupBy } from '../../collections.js';
import { firstPrint } from '../model/leg-queries.js';
import { dnatOf } from '../model/leg-translation.js';
import type { Leg } from '../model/leg.js';
import { before, byTime, sortedByTime } from '../model/time.js';
import type { Connection } from '../model/timeline.js';
import { leavesOnly, mayBeFar } from '../model/leg-ways.js';
import { byElimination, byKeptPort, byKey, farLegs, type Far } from './far-leg.js';

export interface Connections {
  readonly all: readonly Connection[];
  readonly byLeg: ReadonlyMap<Leg, Connection>;
}

/** Pairs the legs on both sides of the unit: by SYN sequence, by DNAT target, by the initiator's endpoint. */
export function joinConnections(legs: readonly Leg[], targets: ReadonlyMap<Endpoint, Endpoint>): Connections {
  const ordered = sortedByTime(legs, firstPrint);
  const claimed = new Map<Leg, Connection>();
  const possible = farLegs(ordered, claimed);
  const all: Connection[] = [];

  // Legs that demonstrably arrive at the unit come first: a far leg must not be taken for somebody's near one.
  const arriving = ordered.filter(
    (leg) =>
      leg.traces.some(({ src }) => src === leg.initiator) ||
      leg.syns.some(({ direction }) => direction === 'in'),
  );
  const isLatest = latestOfTuple(ordered);
  const mappedOf = (near: Leg): Endpoint | null => dnatOf(near) ?? targets.get(near.responder) ?? null;
  const connect = (some: readonly Leg[]): void => {
    const nears = some.map((near) => ({ near, mapped: mappedOf(near), leaves: leavesOnly(near) }));
    for (const join of [byKey, byKeptPort, byElimination]) {
      for (const { near, mapped, leaves } of nears) {
        if (leaves || claimed.has(near)) continue;
        const far = join(possible, near, mapped);
        if (far === null || !isLatest(near, far)) continue;
        const { last, between } = lastOf(near, far);
        const connection = make(near, last, mapped, between);
        for (const leg of [near, ...between, last.far]) claimed.set(leg, connection);
      }
    }
    for (const { near, mapped } of nears) if (!claimed.has(near)) claimed.set(near, make(near, null, mapped));
  };
  /** From VDOM to VDOM, as far as the legs lead. */
  const lastOf = (near: Leg, first: Far): { last: Far; between: Leg[] } => {
    const between: Leg[] = [];
    let last = first;
    while (!mayBeFar(last.far)) {
      const passed = [near, ...between, last.far];
      const next = byKey(possible, last.far, mappedOf(last.far));
      if (next === null || passed.includes(next.far)) break;
      between.push(last.far);
      last = next;
    }
    return { last, between };
  };
  const make = (
    near: Leg,
    far: Far | null,
    mapped: Endpoint | null,
    between: readonly Leg[] = [],
  ): Connection => {
    const shown = far !== null && far.far.responder !== near.responder ? far.far.responder : null;
    const join = far?.join ?? null;
    const connection = { near, far: far?.far ?? null, between, mapped: mapped ?? shown, join };
    all.push(connection);
    return connection;
  };
  connect(arriving);
  connect(ordered.filter((leg) => !claimed.has(leg)));
  return { all, byLeg: claimed };
}

/** Both ports may be used again, as an active server's are: what leaves the unit belongs to the latest that came in. */
function latestOfTuple(ordered: readonly Leg[]): (near: Leg, found: Far) => boolean {
  const alike = groupBy(ordered, (leg) => `${leg.initiator} ${leg.responder}`);
  const reused = new Map<Leg, { readonly group: readonly Leg[]; readonly at: number }>();
  for (const group of alike.values())
    if (group.length > 1) group.forEach((leg, at) => reused.set(leg, { group, at }));
  return (near, { far, join }) => {
    const place = join.by === 'syn-sequence' ? undefined : reused.get(near);
    if (place === undefined) return true;
    const [came, left] = [firstPrint(near), firstPrint(far)];
    if (came === undefined || left === undefined) return true;
    // In the order of time: thousands may share a tuple, and few of them lie between the two.
    for (let at = place.at + 1; at < place.group.length; at++) {
      const leg = place.group[at];
      const print = leg && firstPrint(leg);
      if (print === undefined || byTime(left, print) < 0) return true;
      if (leg !== far && before(came, print) && before(print, left)) return false;
    }
    return true;
  };
}
