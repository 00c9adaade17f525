import { addressOf, portOf, type Endpoint } from '../../net.js';
import { gap, order } from '../model/time.js';
import { firstPrint, messageOf, prints } from '../model/leg-queries.js';
import { groupBy } from '../../collections.js';
import type { Connection, Join } from '../model/timeline.js';
import { snatOf } from '../model/leg-translation.js';
import { saysTheSame } from '../model/forwarded-words.js';
import type { Leg } from '../model/leg.js';
import { entersNextVdom, leavesAs, mayBeFar } from '../model/leg-ways.js';
import { inLastVdom } from '../model/vdom-chain.js';

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
  readonly byPort: ReadonlyMap<string, readonly Leg[]>;
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
    byPort: groupBy(ordered, (leg) => `${leg.responder} ${portOf(leg.initiator)}`),
    byTuple: groupBy(ordered, (leg) => `${leg.responder} ${leg.initiator}`),
    byIsn: groupBy(
      ordered.filter((leg) => leg.isn !== undefined),
      (leg) => String(leg.isn),
    ),
    begunUnseen: possible.filter(({ syns }) => syns.length === 0),
    claimed,
  };
}

/** The far leg by a number, an id or an exact tuple: no other connection can have it. */
export function byKey(legs: FarLegs, near: Leg, mapped: Endpoint | null): Far | null {
  const twin = sameIsn(legs, near) ?? sentAlike(legs, near);
  if (twin !== undefined) return { far: twin, join: { by: 'syn-sequence', confidence: 'proven' } };
  if (wasOnlyDropped(near)) return null;
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

/** The far leg by the port of who dials: source NAT keeps it where it can. */
export function byKeptPort(legs: FarLegs, near: Leg, mapped: Endpoint | null): Far | null {
  if (wasOnlyDropped(near)) return null;
  const same = legs.byPort.get(`${mapped ?? near.responder} ${portOf(near.initiator)}`) ?? [];
  const [far, ...others] = same.filter((leg) => isFree(legs, near, leg) && leavesAs(near, leg));
  if (far === undefined || others.length > 0) return null;
  return { far, join: { by: 'tuple', confidence: 'likely' } };
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

/**
 * Of a connection whose SYN came before the capture: what comes in goes out with the same number. A capture that begins
 * between the SYN-ACKs of both sides shows that of one alone, which knows its number then.
 */
function sentAlike({ begunUnseen, claimed }: FarLegs, near: Leg): Leg | undefined {
  if (near.syns.length > 0) return undefined;
  return begunUnseen.find(
    (leg) =>
      leg !== near &&
      !claimed.has(leg) &&
      (leg.initiator === near.initiator || leg.responder === near.responder) &&
      saysTheSame(near, leg),
  );
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
  // On one clock the far SYN is never the earlier one, where that capture shows the near one.
  const showsBoth = near.syns.some(({ capture }) => capture === b?.capture);
  if (showsBoth && between !== null && between.most < -MAX_DISORDER) return false;
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

/** What the last VDOM on its way drops did not leave, although one before it let it in. */
function wasOnlyDropped({ traces, initiator }: Leg): boolean {
  const last = inLastVdom(traces.filter(({ src }) => src === initiator));
  return last.length > 0 && last.every((trace) => messageOf(trace, 'drop') !== undefined);
}
