import type { Leg, Sighting } from '../../correlate/model/leg.js';
import type { Connection } from '../../correlate/model/timeline.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import { linksOf } from '../../diagnose/observations/vdom-links.js';
import { CLIENT, INSIDE, OUTSIDE, SERVER, type Host, type Way } from './mark.js';

/** Where a packet was printed: an interface, the way it went there, and the leg that it belongs to. */
export interface Place extends Pick<Partial<Sighting>, 'interface' | 'direction'> {
  /** The host whose side of the unit shows it, where its addresses tell. */
  readonly side: Host | undefined;
  /** Interfaces that lead from one VDOM to another: what is printed there is on its way inside the unit. */
  readonly links: ReadonlySet<string>;
}

/**
 * Between which lanes a packet of this host goes. What comes in at an interface comes from its sender; what goes out goes
 * to its receiver. Without a direction the leg tells, where each side of the unit has one of its own; else nobody does.
 */
export function wayOf(by: Host, { interface: name, direction, side, links }: Place): Way {
  const [own, near, far, other] =
    by === 'client' ? [CLIENT, OUTSIDE, INSIDE, SERVER] : [SERVER, INSIDE, OUTSIDE, CLIENT];
  if (name !== undefined && links.has(name)) return [near, far];
  const here = direction === undefined ? side : passedAt(by, direction);
  if (here === undefined) return [own, other];
  return here === by ? [own, near] : [far, other];
}

const passedAt = (by: Host, direction: 'in' | 'out'): Host => (direction === 'in' ? by : otherHost(by));

export const otherHost = (host: Host): Host => (host === 'client' ? 'server' : 'client');

/** What tells the sides of a connection apart: its legs, if it has two, and the links between VDOMs. */
export interface Sides {
  readonly initiator: Host;
  readonly links: ReadonlySet<string>;
  readonly sideOf: (leg: Leg) => Host | undefined;
}

/**
 * A translated connection, and one that a proxy answers, is another one behind the unit: its near leg was seen on the
 * initiator's side, wherever it was printed.
 */
export function sidesIn(connection: Connection, initiator: Host, proxied: boolean): Sides {
  const { near, far, mapped } = connection;
  const isApart = (far !== null && far !== near) || proxied || (mapped !== null && mapped !== near.responder);
  return {
    initiator,
    links: linksOf(legsOf(connection)),
    sideOf: (leg) => {
      if (!isApart) return undefined;
      if (leg === near) return initiator;
      return leg === far ? otherHost(initiator) : undefined;
    },
  };
}

export const placeIn = (
  { sideOf, links }: Sides,
  leg: Leg,
  { interface: name, direction }: Sighting,
): Place => ({
  interface: name,
  direction,
  side: sideOf(leg),
  links,
});
