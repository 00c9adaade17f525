import { addressOf, portOf, type Endpoint } from '../../net.js';
import { isActiveSourcePort } from '../../ftp.js';
import { gap, order } from '../model/time.js';
import { areTimed, firstPrint, firstPrintIn, messageOf } from '../model/leg-queries.js';
import type { Connection, Join } from '../model/timeline.js';
import { snatOf } from '../model/leg-translation.js';
import { saysTheSame, segmentNumbers } from '../model/forwarded-words.js';
import type { Leg } from '../model/leg.js';
import {
  entersNextVdom,
  everLeaves,
  keepsSource,
  leavesAs,
  leavesByPort,
  mayBeFar,
  mayLeave,
  sendsOutward,
  stoodBefore,
} from '../model/leg-ways.js';
import { inLastVdom } from '../model/vdom-chain.js';
import { candidateLegs, placed, type CandidateLegs, type PlacedLeg } from './candidate-legs.js';

export interface Far {
  readonly far: Leg;
  readonly join: Join;
}

/** Seconds after the near SYN within which a proxy dials the server, or gives up. */
const FAR_LEG = { early: -1, late: 75 };
/** Seconds within which a SYN that is merely forwarded leaves the unit; a second either way for whole-second stamps. */
const FORWARDED = { early: -1, late: 1 };
const AT_ONCE = { early: -1, late: 3 };

/** Legs by what joins them. */
export interface FarLegs {
  readonly byInitiator: CandidateLegs;
  readonly bySession: CandidateLegs;
  readonly byTuple: CandidateLegs;
  readonly byIsn: CandidateLegs<number>;
  /** Of those that leave the unit with another address. */
  readonly leavingByPort: CandidateLegs;
  readonly leavingByResponder: CandidateLegs;
  /** Of those whose SYN is not in the capture. */
  readonly unseenByWords: CandidateLegs<number>;
}

/** `ordered`: all legs, the earliest first. The caller adds to `claimed` those that have a connection. */
export function farLegs(ordered: readonly Leg[], claimed: ReadonlyMap<Leg, Connection>): FarLegs {
  const all = placed(ordered);
  const possible = all.filter(({ leg }) => mayBeFar(leg));
  const after = <K>(keysOf: (leg: Leg) => K[]): CandidateLegs<K> =>
    candidateLegs(all, keysOf, claimed, mayFollow);
  const leaving = (some: readonly PlacedLeg[], keysOf: (leg: Leg) => string[]): CandidateLegs =>
    candidateLegs(some, keysOf, claimed, (near, far) => mayFollow(near, far) && mayLeave(near, far));
  return {
    byInitiator: after((leg) => [leg.initiator]),
    bySession: after((leg) => [`${leg.responder} ${sessionId(leg) ?? ''}`]),
    byTuple: after((leg) => [`${leg.responder} ${leg.initiator}`]),
    byIsn: after(({ isn }) => (isn === undefined ? [] : [isn])),
    leavingByPort: candidateLegs(
      all.filter(({ leg }) => everLeaves(leg)),
      (leg) => [`${leg.responder} ${portOf(leg.initiator)}`],
      claimed,
      (near, far) => mayFollow(near, far) && (mayLeave(near, far) || sendsOutward(far)),
    ),
    leavingByResponder: leaving(possible, (leg) => [leg.responder]),
    unseenByWords: candidateLegs(
      possible.filter(({ leg }) => leg.syns.length === 0),
      segmentNumbers,
      claimed,
      () => true,
    ),
  };
}

/** The far leg by a number, an id or an exact tuple: no other connection can have it. */
export function byKey(legs: FarLegs, near: Leg, mapped: Endpoint | null): Far | null {
  const twin = sameIsn(legs, near) ?? sentAlike(legs, near);
  if (twin !== undefined) return { far: twin, join: { by: 'syn-sequence', confidence: 'proven' } };
  if (wasOnlyDropped(near)) return null;
  const target = keptInitiator(legs, near, mapped);
  if (target !== undefined) return { far: target, join: { by: 'tuple', confidence: 'proven' } };
  const towards = mapped ?? near.responder;
  const id = sessionId(near);
  const byId = id === null ? undefined : firstOf(legs.bySession(`${towards} ${id}`, near), near);
  if (byId !== undefined) return { far: byId, join: { by: 'session-id', confidence: 'proven' } };
  const source = snatOf(near);
  const bySource = source === null ? undefined : firstOf(legs.byTuple(`${towards} ${source}`, near), near);
  return bySource === undefined ? null : { far: bySource, join: { by: 'tuple', confidence: 'proven' } };
}

/** To where the near one is mapped, else to the same end: a proxy without translation keeps the tuple and takes a number of its own. */
function keptInitiator(legs: FarLegs, near: Leg, mapped: Endpoint | null): Leg | undefined {
  const isSame = (leg: Leg): boolean => leg.responder === near.responder && isWithin(near, leg);
  for (const { leg } of mapped === null ? [] : legs.byInitiator(near.initiator, near))
    if (leg !== near && leg.responder === mapped && (inTime(near, leg) || stoodBefore(near, leg))) return leg;
  return firstOf(legs.byInitiator(near.initiator, near), near, isSame);
}

/** The far leg by the port of who dials: source NAT keeps it where it can. */
export function byKeptPort(legs: FarLegs, near: Leg, mapped: Endpoint | null): Far | null {
  if (wasOnlyDropped(near)) return null;
  const found = legs.leavingByPort(`${mapped ?? near.responder} ${portOf(near.initiator)}`, near);
  const far = onlyOf(found, near, leavesByPort);
  return far === undefined ? null : { far, join: { by: 'tuple', confidence: 'likely' } };
}

/** The far leg by what is left over. */
export function byElimination(legs: FarLegs, near: Leg, mapped: Endpoint | null): Far | null {
  if (wasOnlyDropped(near)) return null;
  // Another port of the same host is another connection: a server dials back from port 20 again and again, to one client
  // after the other.
  const other = firstOf(
    legs.byInitiator(near.initiator, near),
    near,
    (leg) =>
      addressOf(leg.responder) !== addressOf(near.responder) &&
      (mapped === null || mapped === leg.responder) &&
      (!isActiveSourcePort(portOf(near.initiator)) || isDialledOn(near, leg)) &&
      isWithin(near, leg),
  );
  if (other !== undefined) return { far: other, join: { by: 'tuple', confidence: 'likely' } };
  if (keepsSource(near)) return null;
  const only = onlyOf(legs.leavingByResponder(mapped ?? near.responder, near), near, leavesAs);
  return only === undefined ? null : { far: only, join: { by: 'elimination', confidence: 'likely' } };
}

/** From port 20 a server dials again and again: without the port that it dialled, the proxy does so at once. */
function isDialledOn(near: Leg, far: Leg): boolean {
  const isSame = portOf(near.responder) === portOf(far.responder);
  return areTimed(near, far, FAR_LEG.late) && (isSame || inTime(near, far, AT_ONCE));
}

function mayFollow(near: Leg, far: Leg): boolean {
  return mayBeFar(far) || entersNextVdom(near, far);
}

function firstOf(
  candidates: Iterable<PlacedLeg>,
  near: Leg,
  fits: (leg: Leg) => boolean = () => true,
): Leg | undefined {
  for (const { leg } of candidates) if (leg !== near && fits(leg) && inTime(near, leg)) return leg;
  return undefined;
}

/** Undefined where there is more than one that leaves with another address. */
function onlyOf(
  candidates: Iterable<PlacedLeg>,
  near: Leg,
  leaves: (near: Leg, far: Leg) => boolean,
): Leg | undefined {
  let only: Leg | undefined;
  for (const { leg } of candidates) {
    if (leg === near || !leaves(near, leg) || !inTime(near, leg)) continue;
    if (only !== undefined) return undefined;
    only = leg;
  }
  return only;
}

function sameIsn(legs: FarLegs, near: Leg): Leg | undefined {
  if (near.isn === undefined) return undefined;
  const same = legs.byIsn(near.isn, near);
  return firstOf(same, near, (leg) => related(near, leg) && isForwarded(near, leg));
}

/**
 * Of a connection whose SYN came before the capture, or is lost where it left: what comes in goes out with the same
 * number. A capture that begins between the SYN-ACKs of both sides shows that of one alone, which knows its number then.
 */
function sentAlike(legs: FarLegs, near: Leg): Leg | undefined {
  // NAT64 changes both addresses, and keeps the ports.
  const shareEnd = (leg: Leg): boolean =>
    leg.initiator === near.initiator || leg.responder === near.responder || sharePorts(near, leg);
  let earliest: PlacedLeg | undefined;
  for (const words of new Set(segmentNumbers(near))) {
    for (const one of legs.unseenByWords(words, near)) {
      if (earliest !== undefined && earliest.place <= one.place) break;
      if (one.leg !== near && shareEnd(one.leg) && saysTheSame(near, one.leg)) earliest = one;
    }
  }
  return earliest?.leg;
}

function sharePorts(a: Leg, b: Leg): boolean {
  return portOf(a.initiator) === portOf(b.initiator) && portOf(a.responder) === portOf(b.responder);
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

/** What is merely forwarded, where the sniffer lost its first print on the near side: a later one leaves at once. */
function leavesAgain(near: Leg, far: Leg): boolean {
  if (near.isn === undefined || near.isn !== far.isn) return false;
  return far.syns.slice(1).some((left) =>
    near.syns.some((came) => {
      const since = came.capture === left.capture ? gap(came, left) : null;
      return since !== null && since.least >= 0 && since.most <= FORWARDED.late;
    }),
  );
}

function inTime(near: Leg, far: Leg, window = FAR_LEG): boolean {
  const b = firstPrint(far);
  // Prints of one capture need no clock between them.
  const a = (b && firstPrintIn(near, b.capture)) ?? firstPrint(near);
  const between = a === undefined || b === undefined ? null : gap(a, b);
  // On one clock the far SYN is never the earlier one, where that capture shows the near one.
  const showsBoth = near.syns.some(({ capture }) => capture === b?.capture);
  if (showsBoth && between !== null && between.most < -MAX_DISORDER) return leavesAgain(near, far);
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
