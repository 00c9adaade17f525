import { addressOf, type Endpoint } from '../../net.js';
import { byTime, gap, order } from '../order.js';
import { firstPrint, groupBy, messageOf } from '../prints.js';
import type { Connection, Join, Leg } from '../timeline.js';

export interface Connections {
  readonly all: readonly Connection[];
  readonly byLeg: ReadonlyMap<Leg, Connection>;
}

/** The proxy dials the server within this many seconds of the client's SYN, or gives up. */
const FAR_LEG = { early: -1, late: 75 };
const FORWARDED = { early: -1, late: 1 };

/** Pairs the legs on both sides of the unit: by SYN sequence, by DNAT target, by the initiator's endpoint. */
export function joinConnections(legs: readonly Leg[], targets: ReadonlyMap<Endpoint, Endpoint>): Connections {
  const ordered = [...legs].sort((a, b) => byTime(firstPrint(a), firstPrint(b)));
  const byInitiator = groupBy(ordered, (leg) => leg.initiator);
  const byResponder = groupBy(ordered, (leg) => leg.responder);
  const byIsn = groupBy(
    ordered.filter((leg) => leg.isn !== undefined),
    (leg) => String(leg.isn),
  );
  const claimed = new Map<Leg, Connection>();
  const all: Connection[] = [];

  const farOf = (near: Leg, mapped: Endpoint | null): { far: Leg; join: Join } | null => {
    const free = (leg: Leg): boolean =>
      leg !== near && !claimed.has(leg) && mayBeFar(leg) && inTime(near, leg);
    const twin = byIsn
      .get(String(near.isn))
      ?.find((leg) => free(leg) && related(near, leg) && isForwarded(near, leg));
    if (twin !== undefined) return { far: twin, join: { by: 'syn-sequence', confidence: 'proven' } };
    const kept = byInitiator.get(near.initiator)?.filter(free) ?? [];
    const target = kept.find((leg) => leg.responder === mapped);
    if (target !== undefined) return { far: target, join: { by: 'tuple', confidence: 'proven' } };
    // A proxy without translation keeps the tuple and takes a sequence number of its own.
    const same = kept.find((leg) => leg.responder === near.responder && isWithin(near, leg));
    if (same !== undefined) return { far: same, join: { by: 'tuple', confidence: 'proven' } };
    // Another port of the same host is another connection: a server dials back from port 20 again and again.
    const other = kept.find(
      (leg) =>
        addressOf(leg.responder) !== addressOf(near.responder) &&
        (mapped === null || mapped === leg.responder),
    );
    if (other !== undefined) return { far: other, join: { by: 'tuple', confidence: 'likely' } };
    const translated =
      byResponder
        .get(mapped ?? near.responder)
        ?.filter((leg) => free(leg) && (leavesOnly(leg) || startsUnseen(leg))) ?? [];
    const [only] = translated;
    if (only !== undefined && translated.length === 1 && !leavesOnly(near)) {
      return { far: only, join: { by: 'elimination', confidence: 'likely' } };
    }
    return null;
  };

  // Legs that demonstrably arrive at the unit come first: a far leg must not be taken for somebody's near one.
  const arriving = ordered.filter(
    (leg) =>
      leg.traces.some(({ src }) => src === leg.initiator) ||
      leg.syns.some(({ direction }) => direction === 'in'),
  );
  for (const near of [...arriving, ...ordered]) {
    if (claimed.has(near)) continue;
    const mapped = dnatOf(near) ?? targets.get(near.responder) ?? null;
    const found = leavesOnly(near) ? null : farOf(near, mapped);
    const connection: Connection = {
      near,
      far: found?.far ?? null,
      mapped:
        mapped ?? (found !== null && found.far.responder !== near.responder ? found.far.responder : null),
      join: found?.join ?? null,
    };
    all.push(connection);
    claimed.set(near, connection);
    if (found !== null) claimed.set(found.far, connection);
  }
  return { all, byLeg: claimed };
}

/** Known from its answer alone: the flow trace prints no packet that the unit sends by itself, but the answer to it. */
function startsUnseen(leg: Leg): boolean {
  const answers = [...leg.synAcks, ...leg.ends];
  return (
    leg.syns.length === 0 && answers.length > 0 && answers.every(({ capture }) => capture.source === 'flow')
  );
}

/** The packets that the unit sends by itself are never seen coming in, and never traced by the kernel's ingress. */
function leavesOnly(leg: Leg): boolean {
  return leg.syns.length > 0 && leg.syns.every(({ direction }) => direction === 'out');
}

function mayBeFar(leg: Leg): boolean {
  return !leg.syns.some(({ direction, capture }) => direction === 'in' || capture.source === 'flow');
}

function related(a: Leg, b: Leg): boolean {
  return a.initiator === b.initiator || a.responder === b.responder || mayBeFar(b);
}

/** A second SYN on the same tuple while the first connection still stands is no reuse of the port. */
function isWithin(near: Leg, far: Leg): boolean {
  const [first, end] = [firstPrint(far), near.ends[0]];
  return first !== undefined && (end === undefined || order(end, first) !== 'before');
}

/** What is merely forwarded leaves at once, and before its answer comes back: the same number later is chance. */
function isForwarded(near: Leg, far: Leg): boolean {
  const [left, answered] = [far.syns[0], near.synAcks[0]];
  if (left?.capture === answered?.capture && left !== undefined && answered !== undefined) {
    if (order(left, answered) === 'after') return false;
  }
  return inTime(near, far, FORWARDED);
}

function inTime(near: Leg, far: Leg, window = FAR_LEG): boolean {
  const [a, b] = [firstPrint(near), firstPrint(far)];
  const between = a === undefined || b === undefined ? null : gap(a, b);
  return between === null || (between.most >= window.early && between.least <= window.late);
}

/** Where the kernel says that it translated the initiator's first packet to. */
function dnatOf(leg: Leg): Endpoint | null {
  for (const trace of leg.traces) {
    if (trace.src !== leg.initiator) continue;
    const nat = messageOf(trace, 'nat', (event) => event.nat === 'dnat') ?? messageOf(trace, 'vip');
    if (nat !== undefined) return nat.kind === 'nat' ? nat.to : nat.mapped;
  }
  return null;
}
