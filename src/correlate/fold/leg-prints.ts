import type { Endpoint } from '../../net.js';
import type { End, Leg, Sighting } from '../model/leg.js';
import type { Capture, Moment } from '../model/moment.js';

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

/**
 * Prints kept of each kind per leg and capture: a first one and four retransmissions, each on two interfaces. The rest is
 * ignored. A flow trace of two VDOMs must not take the place of what the sniffer shows at the far end of their chain.
 */
const MAX_PRINTS = 12;

function hasRoom(prints: readonly Moment[], capture: Capture): boolean {
  if (prints.length < MAX_PRINTS) return true;
  let own = 0;
  for (const print of prints) if (print.capture === capture) own += 1;
  return own < MAX_PRINTS;
}

/** A reset answers each segment that comes in: many of them must not hide how the other side ended. */
const MAX_SAME_ENDS = 5;

/** Whether a leg would keep another print of such a segment. */
export function keepsAnother(leg: Leg, segment: Segment, capture: Capture): boolean {
  if (segment.syn) return hasRoom(segment.ack === undefined ? leg.syns : leg.synAcks, capture);
  if (segment.rst || segment.fin) return hasRoom(leg.ends, capture);
  const forth = segment.src === leg.initiator;
  if (segment.data) return hasRoom(forth ? leg.initiatorData : leg.responderData, capture);
  return forth && hasRoom(leg.initiatorAcks, capture);
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
    const end = endOf(sighting, segment.rst ? 'rst' : 'fin', forth);
    const before = leg.ends.filter((other) => isSameEnd(other, end));
    if (!hasRoom(leg.ends, sighting.capture) || before.length >= MAX_SAME_ENDS) return;
    if (!before.some((other) => repeats(other, sighting))) leg.ends = leg.ends.concat(end);
  } else if (segment.data) put(leg, forth ? 'initiatorData' : 'responderData', sighting);
  else if (forth) put(leg, 'initiatorAcks', sighting);
}

function isSameEnd(a: End, b: End): boolean {
  const isOneKind = a.type === b.type && a.by === b.by && a.direction === b.direction;
  return isOneKind && a.capture === b.capture && a.interface === b.interface;
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
  if (hasRoom(prints, sighting.capture) && !prints.some((other) => repeats(other, sighting)))
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
