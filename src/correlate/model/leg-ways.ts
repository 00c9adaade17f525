import { addressOf } from '../../net.js';
import { firstPrint } from './leg-queries.js';
import { before, gap } from './time.js';
import type { Leg, Sighting } from './leg.js';

/** Seconds that a packet takes at most from one end of a VDOM link to the other. */
export const THROUGH_LINK = 0.05;

/**
 * A leg with another source address towards the same endpoint: it demonstrably leaves the unit, or nothing says which
 * way it goes (verbosity 1) while the near one demonstrably arrives.
 */
export function leavesAs(near: Leg, far: Leg): boolean {
  return addressOf(near.initiator) !== addressOf(far.initiator) && mayLeave(near, far);
}

/** The same of a connection that may have begun before the capture, where its port was kept. */
export function leavesByPort(near: Leg, far: Leg): boolean {
  return leavesAs(near, far) || (addressOf(near.initiator) !== addressOf(far.initiator) && sendsOutward(far));
}

/** Its way alone, whatever its address. */
export function mayLeave(near: Leg, far: Leg): boolean {
  return isSeenLeaving(far) || (isUndirected(far) && near.traces.length > 0);
}

/** After some near leg. Mostly not what demonstrably arrives, which is half of all. */
export function everLeaves(leg: Leg): boolean {
  return isSeenLeaving(leg) || isUndirected(leg) || sendsOutward(leg);
}

function isSeenLeaving(leg: Leg): boolean {
  return leavesOnly(leg) || begunInside(leg) || startsUnseen(leg);
}

/**
 * Of a connection that began before the capture: all that its initiator sends is seen leaving, and its answers coming in.
 * A number of its own may mean a proxy, or another connection: the kept port tells.
 */
export function sendsOutward({ syns, initiatorAcks, initiatorData, synAcks, responderData }: Leg): boolean {
  if (syns.length > 0) return false;
  const sent = [...initiatorAcks, ...initiatorData];
  return (
    sent.length > 0 &&
    sent.every(({ direction }) => direction === 'out') &&
    [...synAcks, ...responderData].every(({ direction }) => direction === 'in')
  );
}

function isUndirected({ syns }: Leg): boolean {
  return syns.length > 0 && syns.every(({ direction }) => direction === undefined);
}

/** All that `mayBeFar`, `mayLeave` and `entersNextVdom` ask of a far leg: legs of one way get the same answers. */
export function passageWay(leg: Leg): string {
  const signs = [mayBeFar(leg), isSeenLeaving(leg), isUndirected(leg), sendsOutward(leg)];
  const places = arrivals(leg).map(({ interface: name }) => name);
  return `${signs.join()} ${distinct(places)} ${distinct(vdomsOnArrival(leg))}`;
}

/** In any order, and how often: one of them mostly is all there is. None is another thing than one without a name. */
function distinct(names: readonly (string | undefined)[]): string {
  const named = names.map((name) => `${name ?? ''};`);
  return named.length < 2 ? (named[0] ?? '') : [...new Set(named)].sort().join('');
}

/** Known from its answer alone: the flow trace prints no packet that the unit sends by itself, but the answer to it. */
function startsUnseen(leg: Leg): boolean {
  if (leg.syns.length > 0) return false;
  const answers = [...leg.synAcks, ...leg.ends];
  return answers.length > 0 && answers.every(({ capture }) => capture.source === 'flow');
}

/** The packets that the unit sends by itself are never seen coming in, and never traced by the kernel's ingress. */
export function leavesOnly(leg: Leg): boolean {
  return leg.syns.length > 0 && leg.syns.every(({ direction }) => direction === 'out');
}

/**
 * The unit itself opened it towards another VDOM, as a proxy does: its SYN is seen leaving first, and coming in at the
 * other end of the link at once.
 */
export function begunInside({ syns }: Leg): boolean {
  const [first, second] = syns;
  if (first?.direction !== 'out' || second?.direction !== 'in') return false;
  if (first.capture !== second.capture || first.interface === second.interface) return false;
  const since = gap(first, second);
  return since !== null && since.most <= THROUGH_LINK;
}

export function mayBeFar(leg: Leg): boolean {
  return !leg.syns.some(({ direction, capture }) => direction === 'in' || capture.source === 'flow');
}

/**
 * What goes through a VDOM link comes in once more, in another VDOM or at an interface where it was not before: at the
 * link's other end.
 */
export function entersNextVdom(near: Leg, leg: Leg): boolean {
  const [from, to] = [arrivals(near), arrivals(leg)];
  const isNew =
    to.length > 0 && !to.some(({ interface: name }) => from.some((one) => one.interface === name));
  if (from.length === 0 || !isNew) return false;
  const vdoms = new Set(near.traces.map(({ vdom }) => vdom));
  return vdoms.size === 0 || !vdomsOnArrival(leg).some((vdom) => vdoms.has(vdom));
}

function vdomsOnArrival({ traces, initiator }: Leg): (string | undefined)[] {
  return traces.filter(({ src }) => src === initiator).map(({ vdom }) => vdom);
}

function arrivals({ syns }: Leg): Sighting[] {
  return syns.filter(({ direction, interface: name }) => direction === 'in' && name !== undefined);
}

/**
 * The server's answer comes in addressed to who dialled: no source NAT gave it another address. In a chain of VDOMs the
 * answer may come from the proxy of the next one.
 */
export function keepsSource({ traces, initiator, responder }: Leg): boolean {
  const isAnswer = ({ src, dst }: Leg['traces'][number]): boolean => src === responder && dst === initiator;
  return new Set(traces.map(({ vdom }) => vdom)).size === 1 && traces.some(isAnswer);
}

/** Seconds by which a connection's end may be printed before what else is left of it. */
const ENDS_WITHIN = 75;

/** A leg that a capture shows from its middle on may be that of a connection whose other side is shown from its SYN on. */
export function stoodBefore(near: Leg, far: Leg): boolean {
  const [a, b] = [firstPrint(near), firstPrint(far)];
  if (near.syns.length > 0 || a === undefined || b === undefined || !before(b, a)) return false;
  return far.ends.every((end) => (gap(end, a)?.least ?? 0) <= ENDS_WITHIN);
}
