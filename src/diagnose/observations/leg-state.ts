import { type Endpoint, addressOf } from '../../net.js';
import { order } from '../../correlate/model/time.js';
import { prints } from '../../correlate/model/leg-queries.js';
import type { ControlSession, DataFlow } from '../../correlate/model/timeline.js';
import type { End, Leg, Sighting } from '../../correlate/model/leg.js';
import type { LegState } from '../../document.js';

/** One side of a data connection: what was seen between the unit and the host there. */
export interface Side {
  readonly state: Exclude<LegState, 'not-seen'>;
  readonly interface: string | null;
  readonly syns: readonly Sighting[];
  /** The SYN-ACK, or where the capture lost it the responder's first payload. */
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
 * The initiator's side and the responder's. One leg stands for both where there is one capture point and no
 * translation; a proxy answers for the server, and an address that is translated is not the server's own: then the
 * near leg proves nothing about the far one.
 */
export function sidesOf(flow: DataFlow, proxied: boolean): { near: Side; far: Side } {
  const { near, far } = flow.connection;
  if (far !== null) return { near: nearSide(near), far: answeredAt(farSide(far), near, proxied) };
  const passesThrough =
    near.syns.some(({ direction }) => direction === 'out') ||
    near.synAcks.some(({ direction }) => direction === 'in');
  if (passesThrough) return { near: nearSide(near), far: answeredAt(farSide(near), near, proxied) };
  // Coming in and not going out is no silence of the far side: the unit may have kept it. So it may have where a sniffer on
  // one interface says neither.
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

function mayComeIn({ direction, interface: name }: Sighting): boolean {
  return direction === 'in' || (direction === undefined && name !== undefined);
}

/** Which prints are of this side: those that say neither way are of both. */
type Way = (print: Sighting) => boolean;
const notOut: Way = ({ direction }) => direction !== 'out';
const notIn: Way = ({ direction }) => direction !== 'in';
const either: Way = () => true;

const nearSide = (leg: Leg): Side => side(leg, notOut, notIn);

const farSide = (leg: Leg): Side => side(leg, notIn, notOut);

function side(leg: Leg, forth: Way, back: Way): Side {
  const syns = leg.syns.filter(forth);
  const synAcks = leg.synAcks.filter(back);
  // The initiator's ACK or the responder's bytes show that there was one, where the capture lost it (flow traces do). An
  // ACK that came in and did not go on may answer what took another way.
  const later =
    leg.synAcks.length === 0 ? (leg.initiatorAcks.find(forth) ?? leg.responderData.find(back)) : undefined;
  const fin = leg.ends.find((end) => end.type === 'fin' && end.by === 'responder' && back(end));
  const opened = synAcks[0] ?? later ?? fin ?? null;
  const reset = leg.ends.find(({ type, by }) => type === 'rst' && by === 'responder') ?? null;
  const sniffed = syns.some(({ capture }) => capture.source === 'sniffer');
  const iface = [...syns, ...synAcks].find((print) => print.interface !== undefined)?.interface ?? null;
  const state = opened !== null ? 'open' : reset !== null ? 'refused' : sniffed ? 'syn-only' : 'not-captured';
  return {
    state,
    interface: iface,
    syns,
    opened,
    reset: opened === null ? reset : null,
    ends: leg.ends,
    leg,
  };
}

/**
 * The control connection is shown at two interfaces, or by two captures, and this one at a single of them: were it passed
 * on, the other would show it.
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

/** A line says so, or the control connection of the same host is translated. */
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

/** In a 227 the server names another address as its own than the one that it is known by here. */
function namesAnother({ server, offers }: ControlSession): boolean {
  return offers.some(
    (offer) =>
      offer.command === 'PASV' &&
      offer.offered?.capture.source === 'sniffer' &&
      server !== null &&
      addressOf(offer.endpoint) !== addressOf(server),
  );
}
