import type { Origin, Stamp } from '../events/record.js';
import { own } from '../intern.js';

/** What an event says of the packet that gave it. */
export interface PacketMoment {
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  readonly interface: string | undefined;
}

interface HeldSegment {
  readonly seq: number;
  readonly length: number;
  readonly payload: Uint8Array;
  readonly moment: PacketMoment;
}

/** A copy that pins nothing of the input: one line of each of thousands of connections would hold all that was read. */
export function keepPacketMoment({ origin, stamp, interface: name }: PacketMoment): PacketMoment {
  return {
    origin: { ...origin, text: own(origin.text) },
    stamp: stamp && { ...stamp, printed: own(stamp.printed) },
    interface: name && own(name),
  };
}

/** One direction of a connection: sequence numbers are those of the wire, modulo 2^32. */
export interface StreamSide {
  /** Of the SYN; undefined where the capture began later. */
  isn: number | undefined;
  /** The next sequence number to read. */
  next: number | undefined;
  /** The highest that the peer has acknowledged. */
  acked: number | undefined;
  /** Segments that came before their turn, in order; always behind `next`. */
  early: readonly HeldSegment[];
  earlyBytes: number;
  readonly budget: Budget;
}

export interface StreamReader {
  take(payload: Uint8Array, moment: PacketMoment): void;
  /** So many bytes are not in the capture. */
  gap(missing: number): void;
  /** Its side has closed, and the capture does not hold the last that it said. */
  lacksEnd(moment: PacketMoment): void;
}

/** Half of what a stream may hold back, and what all may together. */
const MAX_HELD_BY_SIDE = 32_768;
const MAX_HELD_BY_ALL = 32 << 20;
/** What one held segment costs beside its bytes, so that many empty ones are bounded too. */
const SEGMENT_OVERHEAD = 128;
/** Few sides ever hold one. */
const NO_SEGMENTS: readonly HeldSegment[] = [];

/** Bytes that all streams of one reader hold back together. */
export interface Budget {
  held: number;
}

export function newSide(budget: Budget): StreamSide {
  return { isn: undefined, next: undefined, acked: undefined, early: NO_SEGMENTS, earlyBytes: 0, budget };
}

/** How far `a` lies ahead of `b`, across the wrap at 2^32. */
export function ahead(a: number, b: number): number {
  return (a - b) | 0;
}

/** Sequence numbers closer than this belong to one connection; those of two begin at random. */
const SAME_CONNECTION_SPAN = 1 << 20;

export function near(a: number, b: number): boolean {
  return Math.abs(ahead(a, b)) < SAME_CONNECTION_SPAN;
}

/**
 * Hands on what is in its turn: a retransmission is read once, an overlap is cut. `length` is the payload's length on
 * the wire, of which `payload` may hold only the start.
 */
export function addSegment(
  side: StreamSide,
  seq: number,
  payload: Uint8Array,
  length: number,
  moment: PacketMoment,
  reader: StreamReader,
): void {
  side.next ??= seq;
  const early = ahead(seq, side.next);
  if (early > 0) hold(side, early, { seq, length, payload, moment });
  else deliver(side, { seq, length, payload, moment }, reader);
  deliverHeld(side, reader);
}

/** True: what is held back may have its turn now, or will never have it. */
export function acknowledge(side: StreamSide, ack: number): boolean {
  if (side.acked === undefined || ahead(ack, side.acked) > 0) side.acked = ack;
  return side.early.length > 0;
}

/** Moves on over bytes that nobody reads. */
export function skipTo(side: StreamSide, next: number): void {
  if (side.next === undefined || ahead(next, side.next) > 0) side.next = next;
}

/** A FIN tells by its number how much its side has said: whether the capture lacks some of it. */
export function lacksEnd({ next, early }: StreamSide, end: number): boolean {
  return next !== undefined && early.length === 0 && ahead(end, next) > 0;
}

export function dropSide(side: StreamSide): void {
  side.early = NO_SEGMENTS;
  account(side, -side.earlyBytes);
}

function deliver(side: StreamSide, segment: HeldSegment, reader: StreamReader): void {
  const { seq, length, payload, moment } = segment;
  const known = -ahead(seq, side.next ?? seq);
  if (length <= known) return;
  if (payload.length > known) reader.take(known === 0 ? payload : payload.subarray(known), moment);
  const missing = length - Math.max(known, payload.length);
  if (missing > 0) reader.gap(missing);
  side.next = (seq + length) >>> 0;
}

function hold(side: StreamSide, distance: number, segment: HeldSegment): void {
  const next = side.next ?? 0;
  const at = side.early.findIndex((other) => ahead(other.seq, next) >= distance);
  const neighbour = side.early[at];
  if (neighbour?.seq === segment.seq && neighbour.length >= segment.length) return;
  const kept: HeldSegment = {
    ...segment,
    payload: segment.payload.slice(),
    moment: keepPacketMoment(segment.moment),
  };
  side.early = side.early.toSpliced(at < 0 ? side.early.length : at, 0, kept);
  account(side, kept.payload.length + SEGMENT_OVERHEAD);
}

/** Reads the early ones whose turn has come, and gives up a hole that cannot be filled any more. */
export function deliverHeld(side: StreamSide, reader: StreamReader): void {
  for (let first = side.early[0]; first !== undefined; first = side.early[0]) {
    const hole = ahead(first.seq, side.next ?? first.seq);
    // What the peer has will not be sent again: the capture lost it.
    const lost = side.acked !== undefined && ahead(side.acked, first.seq) >= 0;
    if (hole > 0 && !lost && side.earlyBytes <= MAX_HELD_BY_SIDE && side.budget.held <= MAX_HELD_BY_ALL)
      return;
    side.early = side.early.length === 1 ? NO_SEGMENTS : side.early.slice(1);
    account(side, -first.payload.length - SEGMENT_OVERHEAD);
    if (hole > 0) {
      side.next = first.seq;
      reader.gap(hole);
    }
    deliver(side, first, reader);
  }
}

function account(side: StreamSide, bytes: number): void {
  side.earlyBytes += bytes;
  side.budget.held += bytes;
}
