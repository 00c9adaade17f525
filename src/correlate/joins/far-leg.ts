import { addressOf, type Endpoint } from '../../net.js';
import { gap, order } from '../model/time.js';
import { firstPrint, messageOf, prints } from '../model/leg-queries.js';
import { groupBy } from '../../collections.js';
import type { Connection, Join } from '../model/timeline.js';
import { snatOf } from '../model/leg-translation.js';
import { saysTheSame } from '../model/forwarded-words.js';
import type { Leg, Sighting } from '../model/leg.js';

export interface Far {
  readonly far: Leg;
  readonly join: Join;
}

/** Seconds after the near SYN within which a proxy dials the server, or gives up. */
const FAR_LEG = { early: -1, late: 75 };
/** Seconds within which a SYN that is merely forwarded leaves the unit; a second either way for whole-second stamps. */
const FORWARDED = { early: -1, late: 1 };

/** Legs by what joins them: without it, thousands of near legs of a busy server would each be compared with each. */
export interface FarLegs {
  readonly byInitiator: ReadonlyMap<string, readonly Leg[]>;
  readonly byResponder: Map<string, Leg[]>;
  readonly bySession: ReadonlyMap<string, readonly Leg[]>;
  readonly byTuple: ReadonlyMap<string, readonly Leg[]>;
  readonly byIsn: ReadonlyMap<string, readonly Leg[]>;
  readonly begunUnseen: readonly Leg[];
  /** Legs that have a connection; the caller adds to it. */
  readonly claimed: ReadonlyMap<Leg, Connection>;
}

/** `ordered`: all legs, the earliest first. */
export function farLegs(ordered: readonly Leg[], claimed: FarLegs['claimed']): FarLegs {
  const possible = ordered.filter(mayBeFar);
  return {
    byInitiator: groupBy(ordered, (leg) => leg.initiator),
    byResponder: groupBy(possible, (leg) => leg.responder),
    bySession: groupBy(ordered, (leg) => `${leg.responder} ${sessionId(leg) ?? ''}`),
    byTuple: groupBy(ordered, (leg) => `${leg.responder} ${leg.initiator}`),
    byIsn: groupBy(
      ordered.filter((leg) => leg.isn !== undefined),
      (leg) => String(leg.isn),
    ),
    begunUnseen: possible.filter((leg) => leg.isn === undefined && leg.syns.length === 0),
    claimed,
  };
}

/** The far leg by a number, an id or an exact tuple: no other connection can have it. */
export function byKey(legs: FarLegs, near: Leg, mapped: Endpoint | null): Far | null {
  const twin = sameIsn(legs, near) ?? sentAlike(legs, near);
  if (twin !== undefined) return { far: twin, join: { by: 'syn-sequence', confidence: 'proven' } };
  const kept = legs.byInitiator.get(near.initiator)?.filter((leg) => isFree(legs, near, leg)) ?? [];
  // A proxy without translation keeps the tuple and takes a sequence number of its own.
  const target =
    kept.find((leg) => leg.responder === mapped) ??
    kept.find((leg) => leg.responder === near.responder && isWithin(near, leg));
  if (target !== undefined) return { far: target, join: { by: 'tuple', confidence: 'proven' } };
  const towards = mapped ?? near.responder;
  const id = sessionId(near);
  const named = id === null ? undefined : legs.bySession.get(`${towards} ${id}`);
  const byId = named?.find((leg) => isFree(legs, near, leg));
  if (byId !== undefined) return { far: byId, join: { by: 'session-id', confidence: 'proven' } };
  const source = snatOf(near);
  const from = source === null ? undefined : legs.byTuple.get(`${towards} ${source}`);
  const bySource = from?.find((leg) => isFree(legs, near, leg));
  return bySource === undefined ? null : { far: bySource, join: { by: 'tuple', confidence: 'proven' } };
}

/** The far leg by what is left over. */
export function byElimination(legs: FarLegs, near: Leg, mapped: Endpoint | null): Far | null {
  if (wasOnlyDropped(near)) return null;
  // Another port of the same host is another connection: a server dials back from port 20 again and again.
  const other = legs.byInitiator
    .get(near.initiator)
    ?.find(
      (leg) =>
        isFree(legs, near, leg) &&
        addressOf(leg.responder) !== addressOf(near.responder) &&
        (mapped === null || mapped === leg.responder),
    );
  if (other !== undefined) return { far: other, join: { by: 'tuple', confidence: 'likely' } };
  let only: Leg | undefined;
  for (const leg of unclaimedTo(legs, mapped ?? near.responder)) {
    if (!isFree(legs, near, leg) || !leavesAs(near, leg)) continue;
    if (only !== undefined) return null;
    only = leg;
  }
  return only === undefined ? null : { far: only, join: { by: 'elimination', confidence: 'likely' } };
}

/** Forgets claimed legs as it meets them, so that a busy server's list grows shorter with each look. */
function unclaimedTo({ byResponder, claimed }: FarLegs, responder: Endpoint): readonly Leg[] {
  const group = byResponder.get(responder) ?? [];
  const left = group.filter((leg) => !claimed.has(leg));
  if (left.length < group.length) byResponder.set(responder, left);
  return left;
}

function isFree({ claimed }: FarLegs, near: Leg, leg: Leg): boolean {
  return (
    leg !== near && !claimed.has(leg) && (mayBeFar(leg) || entersNextVdom(near, leg)) && inTime(near, leg)
  );
}

function sameIsn(legs: FarLegs, near: Leg): Leg | undefined {
  const same = legs.byIsn.get(String(near.isn));
  return same?.find((leg) => isFree(legs, near, leg) && related(near, leg) && isForwarded(near, leg));
}

/** Of a connection that began before the capture: what comes in goes out with the same number. */
function sentAlike({ begunUnseen, claimed }: FarLegs, near: Leg): Leg | undefined {
  if (near.isn !== undefined) return undefined;
  return begunUnseen.find(
    (leg) =>
      leg !== near &&
      !claimed.has(leg) &&
      (leg.initiator === near.initiator || leg.responder === near.responder) &&
      saysTheSame(near, leg),
  );
}

/**
 * A leg with another source address towards the same endpoint: it demonstrably leaves the unit, or nothing says which
 * way it goes (verbosity 1) while the near one demonstrably arrives.
 */
function leavesAs(near: Leg, far: Leg): boolean {
  if (addressOf(near.initiator) === addressOf(far.initiator)) return false;
  const undirected = far.syns.length > 0 && far.syns.every(({ direction }) => direction === undefined);
  return leavesOnly(far) || startsUnseen(far) || (undirected && near.traces.length > 0);
}

/** Known from its answer alone: the flow trace prints no packet that the unit sends by itself, but the answer to it. */
function startsUnseen(leg: Leg): boolean {
  const answers = [...leg.synAcks, ...leg.ends];
  return (
    leg.syns.length === 0 && answers.length > 0 && answers.every(({ capture }) => capture.source === 'flow')
  );
}

/** The packets that the unit sends by itself are never seen coming in, and never traced by the kernel's ingress. */
export function leavesOnly(leg: Leg): boolean {
  return leg.syns.length > 0 && leg.syns.every(({ direction }) => direction === 'out');
}

export function mayBeFar(leg: Leg): boolean {
  return !leg.syns.some(({ direction, capture }) => direction === 'in' || capture.source === 'flow');
}

/**
 * What goes through a VDOM link comes in once more, in another VDOM or at an interface where it was not before: at the
 * link's other end.
 */
function entersNextVdom(near: Leg, leg: Leg): boolean {
  const [from, to] = [arrivals(near), arrivals(leg)];
  const isNew =
    to.length > 0 && !to.some(({ interface: name }) => from.some((one) => one.interface === name));
  if (from.length === 0 || !isNew) return false;
  const vdoms = new Set(near.traces.map(({ vdom }) => vdom));
  const traced = leg.traces.filter(({ src }) => src === leg.initiator);
  return vdoms.size === 0 || !traced.some(({ vdom }) => vdoms.has(vdom));
}

function arrivals({ syns }: Leg): Sighting[] {
  return syns.filter(({ direction, interface: name }) => direction === 'in' && name !== undefined);
}

function related(a: Leg, b: Leg): boolean {
  return a.initiator === b.initiator || a.responder === b.responder || mayBeFar(b);
}

/** A second SYN on the same tuple while the first connection still stands is no reuse of the port. */
function isWithin(near: Leg, far: Leg): boolean {
  const [first, end] = [firstPrint(far), near.ends[0]];
  return first !== undefined && (end === undefined || order(end, first) !== 'before');
}

/** Seconds by which one capture may print its interfaces out of order. */
const MAX_DISORDER = 0.000_05;

/** What is merely forwarded leaves at once, and before its answer comes back: the same number later is chance. */
function isForwarded(near: Leg, far: Leg): boolean {
  const [left, answered] = [far.syns[0], near.synAcks[0]];
  if (left?.capture === answered?.capture && left !== undefined && answered !== undefined) {
    if (order(left, answered) === 'after') return false;
  }
  return inTime(near, far, FORWARDED);
}

function inTime(near: Leg, far: Leg, window = FAR_LEG): boolean {
  const b = firstPrint(far);
  // Prints of one capture need no clock between them.
  const a = prints(near).find(({ capture }) => capture === b?.capture) ?? firstPrint(near);
  const between = a === undefined || b === undefined ? null : gap(a, b);
  // On one clock the far SYN is never the earlier one, where the near one was not before the beginning.
  if (near.syns.length > 0 && between !== null && a?.capture === b?.capture && between.most < -MAX_DISORDER)
    return false;
  return between === null || (between.most >= window.early && between.least <= window.late);
}

/** The session that the kernel found for a leg's packets; the EXP line of a data SYN names its parent instead. */
function sessionId(leg: Leg): string | null {
  for (const trace of leg.traces) {
    if (messageOf(trace, 'expectation-match') !== undefined) continue;
    const match = messageOf(trace, 'session-new') ?? messageOf(trace, 'session-match');
    if (match !== undefined) return match.sessionId;
  }
  return null;
}

function wasOnlyDropped({ traces }: Leg): boolean {
  return traces.length > 0 && traces.every((trace) => messageOf(trace, 'drop') !== undefined);
}
