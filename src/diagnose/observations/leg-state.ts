import { type Endpoint, addressOf } from '../../net.js';
import { gap, order } from '../../correlate/model/time.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import { hasCarried, prints } from '../../correlate/model/leg-queries.js';
import type { ControlSession, DataFlow } from '../../correlate/model/timeline.js';
import type { End, Leg, Sighting } from '../../correlate/model/leg.js';
import { inspectionOf } from './inspection.js';
import { RESET_ANSWERS_WITHIN } from '../limits.js';
import { onceOf } from './memoize.js';
import { linksOf } from './vdom-links.js';
import type { LegState } from '../../document.js';

/** One side of a data connection: what was seen between the unit and the host on that side. */
export interface Side {
  readonly state: Exclude<LegState, 'not-seen'>;
  readonly interface: string | null;
  readonly syns: readonly Sighting[];
  /** The SYN-ACK; if the capture lost it, the responder's first payload. */
  readonly opened: Sighting | null;
  readonly reset: End | null;
  readonly ends: readonly End[];
  readonly leg: Leg | null;
}

const NOTHING: Side = {
  state: 'not-captured',
  interface: null,
  syns: [],
  opened: null,
  reset: null,
  ends: [],
  leg: null,
};

/**
 * The initiator's side and the responder's. With one capture point and no translation, one leg stands for both sides.
 * A proxy answers in the server's place, and a translated address is not the server's own: then the near leg proves
 * nothing about the far one.
 */
export function sidesOf(flow: DataFlow, proxied: boolean): { near: Side; far: Side } {
  const { near, far } = flow.connection;
  const links = linksOf(legsOf(flow.connection));
  const farOf = (leg: Leg): Side =>
    answeredAt(farSide(leg, links, proxied || isInspectionUnknown(flow)), near, proxied);
  if (far !== null) return { near: nearSide(near), far: farOf(far) };
  const passesThrough =
    near.syns.some(({ direction }) => direction === 'out') ||
    near.synAcks.some(({ direction }) => direction === 'in');
  if (passesThrough) return { near: nearSide(near), far: farOf(near) };
  const refusal = refusedBehind(near);
  if (refusal !== undefined) return { near: nearSide(near), far: refusedAt(refusal) };
  // A SYN that came in and did not go out does not show that the far side is silent: the unit may have kept it. The
  // same holds for a sniffer on one interface that prints no direction.
  const stopsHere = near.syns.some(mayComeIn) && near.synAcks.length === 0;
  if (stopsHere || proxied || isTranslated(flow) || hasTwoPoints(flow))
    return { near: nearSide(near), far: NOTHING };
  const both = side(near, either, either);
  return { near: both, far: both };
}

/**
 * A far side whose own answer is not printed is not silent where that answer is seen to go on to the initiator: the capture
 * lost a line. It is open unless the unit may have answered itself, for a server behind its own address.
 */
function answeredAt(far: Side, near: Leg, proxied: boolean): Side {
  if (far.state !== 'syn-only' || proxied || far.leg?.isn !== near.isn) return far;
  const [left] = far.syns;
  const fins = near.ends.filter(({ type, by }) => type === 'fin' && by === 'responder');
  const answer = [...near.synAcks, ...near.responderData, ...fins].find(
    (print) => notIn(print) && (left === undefined || order(print, left) !== 'before'),
  );
  if (answer === undefined) return far;
  if (far.leg?.responder !== near.responder) return { ...far, state: 'not-captured' };
  return { ...far, state: 'open', opened: answer };
}

/** A reset that comes in from the responder, elsewhere than the SYN did: it answers a SYN that left, whose print is lost. */
function refusedBehind(near: Leg): End | undefined {
  const { syns, ends } = near;
  const entries = new Set(syns.filter(notOut).map(({ interface: name }) => name));
  if (hasCarried(near)) return undefined;
  return ends.find(
    (end) =>
      end.type === 'rst' &&
      end.by === 'responder' &&
      end.direction === 'in' &&
      end.interface !== undefined &&
      !entries.has(end.interface) &&
      syns.some((syn) => (gap(syn, end)?.most ?? Infinity) <= RESET_ANSWERS_WITHIN),
  );
}

const refusedAt = (reset: End): Side => ({
  ...NOTHING,
  state: 'refused',
  interface: reset.interface ?? null,
  reset,
  ends: [reset],
});

function mayComeIn({ direction, interface: name }: Sighting): boolean {
  return direction === 'in' || (direction === undefined && name !== undefined);
}

/** Which prints belong to this side. Prints without a direction belong to both. */
type Way = (print: Sighting) => boolean;
const notOut: Way = ({ direction }) => direction !== 'out';
const notIn: Way = ({ direction }) => direction !== 'in';
const either: Way = () => true;

const nearSide = (leg: Leg): Side => side(leg, notOut, notIn);

/** Without the first packet of the control session nothing tells whether a proxy takes its data connections. */
function isInspectionUnknown({ control }: DataFlow): boolean {
  return control === null || inspectionOf(control) === 'unknown';
}

/**
 * What leaves at a VDOM link goes on inside the unit, and what comes in there comes from the next VDOM: from the server,
 * unless a proxy may answer in its place.
 */
function farSide(leg: Leg, links: ReadonlySet<string>, mayBeProxied: boolean): Side {
  if (links.size === 0) return side(leg, notIn, notOut);
  const isInside = ({ interface: name }: Sighting): boolean => name !== undefined && links.has(name);
  const came = leg.syns.filter((print) => print.direction === 'in' && !isInside(print));
  const entries = new Set(came.map(({ interface: name }) => name));
  // A sniffer without directions at the interface where the SYN came in shows what the initiator sees.
  const isNear = ({ direction, interface: name }: Sighting): boolean =>
    direction === undefined && name !== undefined && entries.has(name);
  const left: Way = (print) => notIn(print) && !isInside(print) && !isNear(print);
  const back: Way = (print) => notOut(print) && !(mayBeProxied && isInside(print)) && !isNear(print);
  const seen = side(leg, left, back);
  const isShown = seen.syns.length > 0 || seen.opened !== null || seen.reset !== null;
  return isShown ? seen : NOTHING;
}

function side(leg: Leg, forth: Way, back: Way): Side {
  const syns = leg.syns.filter(forth);
  const synAcks = leg.synAcks.filter(back);
  // If the capture lost the SYN-ACK (flow traces do), the initiator's ACK or the responder's data shows that there
  // was one. An ACK that came in and was not sent on does not: it may answer a SYN-ACK that took another way.
  const later =
    leg.synAcks.length === 0 ? (leg.initiatorAcks.find(forth) ?? leg.responderData.find(back)) : undefined;
  const fin = leg.ends.find((end) => end.type === 'fin' && end.by === 'responder' && back(end));
  const opened = synAcks[0] ?? later ?? fin ?? null;
  const reset = leg.ends.find(({ type, by }) => type === 'rst' && by === 'responder') ?? null;
  const sniffed = syns.some(({ capture }) => capture.source === 'sniffer');
  const iface = [...syns, ...synAcks].find((print) => print.interface !== undefined)?.interface ?? null;
  const unanswered = sniffed ? 'syn-only' : 'not-captured';
  const unopened = reset !== null ? 'refused' : unanswered;
  return {
    state: opened !== null ? 'open' : unopened,
    interface: iface,
    syns,
    opened,
    reset: opened === null ? reset : null,
    ends: leg.ends,
    leg,
  };
}

/**
 * The control connection is shown at two places (interfaces or captures) and this one at only one: if the unit had
 * passed it on, the other place would show it.
 */
function hasTwoPoints({ control, connection }: DataFlow): boolean {
  const own = placesOf([connection.near]);
  const legs = [control?.connection?.near, control?.connection?.far];
  return own.size === 1 && placesOf(legs).size > 1;
}

function placesOf(legs: readonly (Leg | null | undefined)[]): Set<string> {
  const sniffed = legs.flatMap((leg) => (leg == null ? [] : prints(leg)));
  const places = sniffed.filter(({ capture }) => capture.source === 'sniffer');
  return new Set(places.map(({ capture, interface: name }) => `${name ?? ''} ${capture.file}`));
}

/** True if a line shows a translation, or if the control connection to the same host is translated. */
export function isTranslated({ connection, control }: DataFlow): boolean {
  const { near, mapped } = connection;
  if (mapped !== null && mapped !== near.responder) return true;
  return translates(control, near.responder);
}

function translates(control: ControlSession | null, responder: Endpoint): boolean {
  if (control === null || control.server === null) return false;
  if (control.mappedServer === null)
    return addressOf(control.server) === addressOf(responder) && namesAnother(control);
  return (
    addressOf(control.server) === addressOf(responder) &&
    addressOf(control.mappedServer) !== addressOf(responder)
  );
}

/**
 * True if a 227 names another address than the one by which the server is known here. Asked for each flow of a session, of
 * which a batch client opens thousands.
 */
const namesAnother = onceOf(({ server, offers }: ControlSession): boolean => {
  if (server === null) return false;
  const own = addressOf(server);
  return offers.some(
    ({ command, offered, endpoint }) =>
      command === 'PASV' && offered?.capture.source === 'sniffer' && addressOf(endpoint) !== own,
  );
});
