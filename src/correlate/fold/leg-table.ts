import { type Endpoint, addressOf } from '../../net.js';
import { own } from '../../intern.js';
import { createLegIndex, type Between, type LegEnds } from './leg-index.js';
import type { KnownEndpoints } from './known-endpoints.js';
import type { End, Leg, Sighting } from '../model/leg.js';
import type { Capture } from '../model/moment.js';

/** A TCP packet's header, whichever source printed it. */
export interface Segment {
  readonly src: Endpoint;
  readonly dst: Endpoint;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly seq: number | undefined;
  readonly ack: number | undefined;
  readonly data: boolean;
}

/** One empty list shared by all: most legs never have prints of every kind. */
const NONE: readonly never[] = [];
/**
 * Legs whose hosts are in no known control session wait in a ring of this size, because a SYN may precede the file with
 * its offer. Beyond it the oldest is dropped; the report counts them (`omitted.legs`).
 */
const RING_SIZE = 16_384;
/** Prints kept of each kind per leg: a first one and four retransmissions, each on two interfaces. The rest is ignored. */
const MAX_PRINTS = 12;

export interface LegTable {
  /** The leg of a segment. A SYN, a SYN-ACK or any packet of a control port makes a new one; else undefined. */
  readonly find: (segment: Segment) => Leg | undefined;
  readonly between: (one: Endpoint, other: Endpoint) => Between | undefined;
  readonly learnHost: (host: string) => void;
  /** Somebody offered this endpoint for a data connection. */
  readonly learnOffered: (end: Endpoint) => void;
  readonly all: () => Leg[];
  readonly count: () => number;
  /** Evicts legs, and the hosts that only they named. `unexplained`: how many of them no session was seen to explain. */
  readonly forget: (gone: ReadonlySet<Leg>, unexplained: number) => void;
  readonly evicted: () => number;
}

export function createLegTable(now: () => number, places: KnownEndpoints): LegTable {
  const legs = createLegIndex();
  const hosts = new Set<string>();
  let ring: LegEnds[] = [];
  let ringStart = 0;
  let evicted = 0;

  const known = (end: Endpoint): boolean => hosts.has(addressOf(end));
  const add = (initiator: Endpoint, responder: Endpoint, isn: number | undefined): Leg => {
    const leg: Leg = {
      initiator: own(initiator),
      responder: own(responder),
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
      lastTraceIn: undefined,
      lastTraceAt: undefined,
      lastDataIn: undefined,
      lastDataAt: -Infinity,
    };
    legs.add(leg);
    if (places.isControl(responder)) {
      hosts.add(addressOf(initiator));
      hosts.add(addressOf(responder));
    }
    if (!known(initiator) && !known(responder)) wait(leg);
    return leg;
  };
  const wait = ({ initiator, responder }: Leg): void => {
    ring.push({ initiator, responder });
    if (ring.length - ringStart <= RING_SIZE) return;
    const oldest = ring[ringStart];
    ringStart += 1;
    if (ringStart > RING_SIZE) {
      ring = ring.slice(ringStart);
      ringStart = 0;
    }
    if (oldest === undefined || known(oldest.initiator) || known(oldest.responder)) return;
    const both = legs.between(oldest.initiator, oldest.responder)?.legs ?? [];
    const waited = both.filter(({ initiator }) => initiator === oldest.initiator);
    waited.forEach(legs.remove);
    evicted += waited.length;
  };

  const locate = (segment: Segment): Leg | undefined => {
    const { src, dst } = segment;
    // A known other service: no leg is ever made for it.
    if (places.isOther(dst) || places.isOther(src)) return undefined;
    const both = legs.between(src, dst)?.legs;
    if (both?.length === 1 && !segment.syn) return both[0];
    const [forth, back] = [from(both, src), from(both, dst)];
    if (segment.syn && segment.ack === undefined) {
      const same = forth?.find((leg) => leg.isn === segment.seq || leg.isn === undefined);
      if (same === undefined) return add(src, dst, segment.seq);
      same.isn ??= segment.seq;
      return same;
    }
    if (segment.syn) {
      const isn = segment.ack === undefined ? undefined : previous(segment.ack);
      return back?.find((leg) => leg.isn === isn) ?? add(dst, src, isn);
    }
    const either = pick(forth, segment, true) ?? pick(back, segment, false);
    if (either !== undefined) return either;
    // A refusal of a SYN that the unit itself sent, which the flow trace does not print.
    if (segment.rst && segment.ack !== undefined) return add(dst, src, previous(segment.ack));
    // A capture that began after the control channel opened still shows that it is there.
    if (places.isControl(dst)) return add(src, dst, undefined);
    if (places.isControl(src)) return add(dst, src, undefined);
    return undefined;
  };
  return {
    find(segment) {
      const leg = locate(segment);
      if (leg !== undefined) leg.latestOrder = now();
      return leg;
    },
    between: legs.between,
    learnHost: (host) => hosts.add(host),
    learnOffered(end) {
      hosts.add(addressOf(end));
      places.data(end);
    },
    all: legs.all,
    count: legs.count,
    forget(gone, unexplained) {
      evicted += unexplained;
      gone.forEach(legs.remove);
      hosts.clear();
      for (const { initiator, responder } of legs.all()) {
        if (!places.isControl(responder)) continue;
        hosts.add(addressOf(initiator));
        hosts.add(addressOf(responder));
      }
    },
    evicted: () => evicted,
  };
}

/**
 * Behind a proxy that keeps the client's address, two connections with different initial sequence numbers share one
 * tuple. A segment goes to the one whose numbers it continues, without numbers to the latest. The sniffer prints a bare
 * ACK without a sequence number: then its acknowledgement is compared with the SYN-ACK's number.
 */
function pick(legs: readonly Leg[] | undefined, segment: Segment, forth: boolean): Leg | undefined {
  if (legs === undefined || legs.length < 2) return legs?.[0];
  const byAnswer = forth && segment.seq === undefined;
  const number = forth && !byAnswer ? segment.seq : segment.ack;
  if (number === undefined) return legs.at(-1);
  const beyond = ({ isn, synAcks }: Leg): number => {
    const base = byAnswer ? synAcks[0]?.seq : isn;
    return base === undefined ? Infinity : (number - base) >>> 0;
  };
  if (byAnswer && legs.every((leg) => beyond(leg) === Infinity)) return legs.at(-1);
  return legs.reduce((nearest, leg) => (beyond(leg) < beyond(nearest) ? leg : nearest));
}

function previous(ack: number): number {
  return (ack - 1) >>> 0;
}

function from(legs: readonly Leg[] | undefined, end: Endpoint): readonly Leg[] | undefined {
  const found = legs?.filter(({ initiator }) => initiator === end);
  return found?.length === 0 ? undefined : found;
}

/** Whether a leg would keep another print of such a segment. */
export function hasRoom(leg: Leg, segment: Segment): boolean {
  if (segment.syn) return (segment.ack === undefined ? leg.syns : leg.synAcks).length < MAX_PRINTS;
  if (segment.rst || segment.fin) return leg.ends.length < MAX_PRINTS;
  const forth = segment.src === leg.initiator;
  if (segment.data) return (forth ? leg.initiatorData : leg.responderData).length < MAX_PRINTS;
  return forth && leg.initiatorAcks.length < MAX_PRINTS;
}

/**
 * Whether a packet adds nothing to its leg. That the initiator acknowledges, and that a side sends data, is told by the
 * first print in each capture and direction.
 */
export function addsNothing(
  leg: Leg,
  { src, syn, fin, rst, data }: Segment,
  capture: Capture,
  direction: Sighting['direction'],
): boolean {
  if (syn || fin || rst) return false;
  const sent = src === leg.initiator ? leg.initiatorData : leg.responderData;
  for (const print of data ? sent : leg.initiatorAcks)
    if (print.capture === capture && print.direction === direction) return true;
  return false;
}

type Prints = 'syns' | 'synAcks' | 'initiatorAcks' | 'initiatorData' | 'responderData';

/** Adds a sighting to its leg by kind. The same print twice, as in a log that was pasted twice, counts once. */
export function addSighting(leg: Leg, segment: Segment, sighting: Sighting): void {
  const forth = segment.src === leg.initiator;
  if (segment.syn) put(leg, segment.ack === undefined ? 'syns' : 'synAcks', sighting);
  else if (segment.rst || segment.fin) {
    if (leg.ends.length < MAX_PRINTS && !leg.ends.some((other) => repeats(other, sighting)))
      leg.ends = leg.ends.concat(endOf(sighting, segment.rst ? 'rst' : 'fin', forth));
  } else if (segment.data) put(leg, forth ? 'initiatorData' : 'responderData', sighting);
  else if (forth) put(leg, 'initiatorAcks', sighting);
}

/** Written key by key: an object made by spreading takes half as much memory again. */
function endOf(seen: Sighting, type: End['type'], forth: boolean): End {
  const { capture, stamp, order, line, interface: name, direction, seq, ack } = seen;
  const by = forth ? 'initiator' : 'responder';
  return { type, by, capture, stamp, order, line, interface: name, direction, seq, ack };
}

/** Concatenated, not pushed: most lists hold one or two prints, and V8 reserves seventeen places on the first push. */
function put(leg: Leg, which: Prints, sighting: Sighting): void {
  const prints = leg[which];
  if (prints.length < MAX_PRINTS && !prints.some((other) => repeats(other, sighting)))
    leg[which] = prints.concat(sighting);
}

/** The same print of the same packet: equal to the last digit of its stamp, on the same interface, the same way. */
function repeats(a: Sighting, b: Sighting): boolean {
  return (
    a.capture.source === b.capture.source &&
    a.interface === b.interface &&
    a.direction === b.direction &&
    a.seq === b.seq &&
    a.stamp !== undefined &&
    a.stamp.at === b.stamp?.at &&
    a.stamp.printed === b.stamp.printed
  );
}
