import { type Endpoint, addressOf } from '../../net.js';
import { own } from '../../intern.js';
import { createLegIndex } from './leg-index.js';
import type { Ends } from './coverage.js';
import { isOtherPair, type KnownPair, betweenPair } from './known-pair.js';
import { legOf } from './leg-lookup.js';
import type { Segment } from './leg-prints.js';
import type { KnownEndpoints } from './known-endpoints.js';
import { createWaitingLegs } from './waiting-legs.js';
import type { Leg } from '../model/leg.js';

export interface LegTable {
  /** The leg of a segment. A SYN, a SYN-ACK or any packet of a control port makes a new one; else undefined. */
  readonly find: (segment: Segment, known?: KnownPair) => Leg | undefined;
  /** The legs between two ends, by either. */
  readonly between: (ends: Ends, known?: KnownPair) => readonly Leg[] | undefined;
  /** The port of another service: no leg is ever made for it. */
  readonly isOther: (ends: Ends, known?: KnownPair) => boolean;
  readonly learnHost: (host: string) => void;
  /** Somebody offered this endpoint for a data connection. */
  readonly learnOffered: (end: Endpoint) => void;
  readonly all: () => Leg[];
  readonly count: () => number;
  /** Evicts legs, and the hosts that only they named. `unexplained`: how many of them no session was seen to explain. */
  readonly forget: (gone: ReadonlySet<Leg>, unexplained: number) => void;
  readonly evicted: () => number;
  /** Both ends of packets that belong to no leg: the connection began where no capture shows it. */
  readonly unbegun: ReadonlySet<Endpoint>;
}

/** Ends of unbegun connections remembered; further ones are not. */
const MAX_UNBEGUN = 20_000;

export function createLegTable(now: () => number, places: KnownEndpoints): LegTable {
  const legs = createLegIndex();
  const waiting = createWaitingLegs();
  /** Of known control sessions, and of what they offered. */
  const hosts = new Set<string>();
  const unbegun = new Set<Endpoint>();
  let evicted = 0;

  const isKnown = (end: Endpoint): boolean => hosts.has(addressOf(end));
  const learnControlHosts = ({ initiator, responder }: Leg): void => {
    if (!places.isControl(responder)) return;
    hosts.add(addressOf(initiator));
    hosts.add(addressOf(responder));
  };
  const wait = (leg: Leg): void => {
    const oldest = waiting.push(leg);
    if (oldest === undefined || isKnown(oldest.initiator) || isKnown(oldest.responder)) return;
    const waited = legs.between(oldest.initiator, oldest.responder)?.legs ?? [];
    const gone = waited.filter(({ initiator }) => initiator === oldest.initiator);
    legs.remove(gone);
    evicted += gone.length;
  };
  const add = (initiator: Endpoint, responder: Endpoint, isn: number | undefined): Leg => {
    const leg = newLeg(initiator, responder, isn);
    legs.add(leg);
    learnControlHosts(leg);
    if (!isKnown(initiator) && !isKnown(responder)) wait(leg);
    return leg;
  };
  const addCopies: typeof add = (initiator, responder, isn) => add(own(initiator), own(responder), isn);
  return {
    find(segment, known) {
      if (isOtherPair(places, segment, known)) return undefined;
      // The endpoints of a known pair pin no input, and to compare the same text with itself costs nothing.
      const make = known === undefined ? addCopies : add;
      const leg = legOf(segment, betweenPair(legs, segment, known), places, make);
      if (leg === undefined) noteUnbegun(unbegun, segment, known);
      else leg.latestOrder = now();
      return leg;
    },
    between: (ends, known) => betweenPair(legs, ends, known)?.legs,
    isOther: (ends, known) => isOtherPair(places, ends, known),
    learnHost: (host) => hosts.add(host),
    learnOffered(end) {
      hosts.add(addressOf(end));
      places.data(end);
    },
    all: legs.all,
    count: legs.count,
    forget(gone, unexplained) {
      evicted += unexplained;
      legs.remove(gone);
      hosts.clear();
      legs.all().forEach(learnControlHosts);
    },
    evicted: () => evicted,
    unbegun,
  };
}

function noteUnbegun(unbegun: Set<Endpoint>, { src, dst }: Ends, known: KnownPair | undefined): void {
  if (known?.unbegun === true) return;
  if (known !== undefined) known.unbegun = true;
  for (const end of [src, dst]) if (unbegun.size < MAX_UNBEGUN && !unbegun.has(end)) unbegun.add(own(end));
}

/** One empty list shared by all: most legs never have prints of every kind. */
const NONE: readonly never[] = [];

/** Shared likewise; replaced, never changed. */
const NONE_UNTRACED = { initiator: -1, responder: -1 };

function newLeg(initiator: Endpoint, responder: Endpoint, isn: number | undefined): Leg {
  return {
    initiator,
    responder,
    isn,
    syns: NONE,
    synAcks: NONE,
    initiatorAcks: NONE,
    initiatorData: NONE,
    responderData: NONE,
    ends: NONE,
    traces: NONE,
    tls: NONE,
    plain: NONE,
    largeSegments: null,
    passages: NONE,
    latestOrder: 0,
    coveredIn: undefined,
    coveredFrom: undefined,
    untraced: NONE_UNTRACED,
    lastTraceIn: undefined,
    lastTraceAt: undefined,
    lastDataIn: undefined,
    lastDataAt: -Infinity,
  };
}
