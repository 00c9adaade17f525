import { ahead } from '../net.js';
import type { Origin, Stamp } from '../events/record.js';
import { ownStamp } from '../events/micros-stamp.js';
import { own } from '../intern.js';

/** Where and when the packet that an event comes from was seen. */
export interface PacketMoment {
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  readonly interface: string | undefined;
  readonly direction: 'in' | 'out' | undefined;
}

interface HeldSegment {
  readonly seq: number;
  readonly length: number;
  readonly payload: Uint8Array;
  readonly moment: PacketMoment;
}

/** A copy with texts of its own: a slice would keep the whole chunk that it was read from in memory. */
export function keepPacketMoment({ origin, stamp, interface: name, direction }: PacketMoment): PacketMoment {
  return {
    origin: { ...origin, text: own(origin.text) },
    stamp: stamp && ownStamp(stamp),
    interface: name && own(name),
    direction,
  };
}

/** One direction of a connection: sequence numbers are those of the wire, modulo 2^32. */
export interface StreamSide {
  /** The sequence number of the SYN; undefined where the capture began later. */
  isn: number | undefined;
  /** The next sequence number to read. */
  next: number | undefined;
  /** The highest that the peer has acknowledged. */
  acked: number | undefined;
  /** Up to here a loss was told that the peer's acknowledgements show. */
  lostTo: number | undefined;
  /** Segments that came before their turn, in order; all begin beyond `next`. */
  early: readonly HeldSegment[];
  earlyBytes: number;
  readonly budget: Budget;
}

export interface StreamReader {
  take(payload: Uint8Array, moment: PacketMoment): void;
  /** This many bytes are not in the capture. `isTold`: `lacksEnd` has told their loss. `cut`: the packet that lacks them. */
  gap(missing: number, isTold: boolean, cut?: PacketMoment): void;
  /** The peer's acknowledgement, or the FIN, shows that this side said more than the capture holds. */
  lacksEnd(moment: PacketMoment): void;
  /** The FIN: this side says no more, so that a loss of its last words shows here or nowhere. */
  ends(moment: PacketMoment): void;
}

/** How many bytes one direction may hold back, and all together. */
const MAX_HELD_BY_SIDE = 32_768;
const MAX_HELD_BY_ALL = 32 << 20;
/** What one held segment costs beside its bytes, so that many empty ones are bounded too. */
const SEGMENT_OVERHEAD = 128;
/** Shared by all directions that hold nothing back, which are nearly all. */
const NO_SEGMENTS: readonly HeldSegment[] = [];

/** Bytes that all streams of one reader hold back together. */
export interface Budget {
  held: number;
}

export function newSide(budget: Budget): StreamSide {
  return {
    isn: undefined,
    next: undefined,
    acked: undefined,
    lostTo: undefined,
    early: NO_SEGMENTS,
    earlyBytes: 0,
    budget,
  };
}

/** Sequence numbers closer than this belong to one connection; those of two begin at random. */
const SAME_CONNECTION_SPAN = 1 << 20;

export function near(a: number, b: number): boolean {
  return Math.abs(ahead(a, b)) < SAME_CONNECTION_SPAN;
}

/**
 * Gives the reader the bytes that come next, and holds later ones back: a retransmission is read once, an overlap is
 * cut off. `length` is the payload's length on the wire; the capture may hold only its start in `payload`.
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

/** Returns true where segments are held back: this acknowledgement may show that what they wait for was lost. */
export function acknowledge(side: StreamSide, ack: number): boolean {
  if (side.acked === undefined || ahead(ack, side.acked) > 0) side.acked = ack;
  return side.early.length > 0;
}

/**
 * The FIN of a side whose peer is not in the capture: no acknowledgement will ever show that what its held segments
 * wait for was lost.
 */
export function giveUpHoles(side: StreamSide, reader: StreamReader): void {
  if (side.acked === undefined) deliverHeld(side, reader, true);
}

/** Moves on over bytes that nobody reads. */
export function skipTo(side: StreamSide, next: number): void {
  if (side.next === undefined || ahead(next, side.next) > 0) side.next = next;
}

/**
 * The number of a FIN shows how much its side has sent: whether the capture lacks the last of it, or what held segments
 * wait for.
 */
export function lacksEnd({ next, early }: StreamSide, end: number): boolean {
  return next !== undefined && (early.length > 0 || ahead(end, next) > 0);
}

/**
 * A side answers to more than the capture holds of what it answers to: some of that is lost. True once for each loss. A
 * FIN counts as one byte. What may come yet, in another file, can still be read.
 */
export function lacksAcknowledged(side: StreamSide, ack: number): boolean {
  const { next, early } = side;
  if (next === undefined || early.length > 0 || ahead(ack, next) <= 1) return false;
  if (isToldTo(side, ack)) return false;
  side.lostTo = ack;
  return true;
}

/** Whether the loss of what stands in front of this number was told already. */
function isToldTo({ lostTo }: StreamSide, end: number): boolean {
  return lostTo !== undefined && ahead(end, lostTo) <= 0;
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
  side.next = (seq + length) >>> 0;
  if (missing > 0) reader.gap(missing, isToldTo(side, side.next), moment);
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

/** Reads the segments whose turn has come, and gives up a hole that cannot be filled any more. */
export function deliverHeld(side: StreamSide, reader: StreamReader, isOver = false): void {
  for (let first = side.early[0]; first !== undefined; first = side.early[0]) {
    const hole = ahead(first.seq, side.next ?? first.seq);
    // What the peer has acknowledged will not be sent again: the capture lost it.
    const lost = isOver || (side.acked !== undefined && ahead(side.acked, first.seq) >= 0);
    if (hole > 0 && !lost && side.earlyBytes <= MAX_HELD_BY_SIDE && side.budget.held <= MAX_HELD_BY_ALL)
      return;
    side.early = side.early.length === 1 ? NO_SEGMENTS : side.early.slice(1);
    account(side, -first.payload.length - SEGMENT_OVERHEAD);
    if (hole > 0) {
      side.next = first.seq;
      reader.gap(hole, isToldTo(side, first.seq));
    }
    deliver(side, first, reader);
  }
}

function account(side: StreamSide, bytes: number): void {
  side.earlyBytes += bytes;
  side.budget.held += bytes;
}
