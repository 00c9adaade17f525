import { ahead } from '../../net.js';
import type { PacketHead } from '../../events/interest.js';
import type { SnifferPacket } from '../../events/sniffer.js';
import { shared } from '../../intern.js';
import type { Captures } from './captures.js';
import type { Segment } from './leg-prints.js';
import type { Leg, Passage, Repeated, Sighting } from '../model/leg.js';
import type { Capture } from '../model/moment.js';

/** Segments remembered of a passage, two numbers each: what else left shows that the one did not. */
const LATELY = 16;
/** Repetitions kept: what comes later takes the place of the last. */
const PRINTS = 5;
/** A client, a server, and the interfaces that each of them is shown at. */
const PASSAGES = 8;

/**
 * Follows what each sender says at each place, and what it repeats there because nobody acknowledges it: a unit that
 * keeps a segment shows it coming in again and again, and never going out.
 */
export function watchPassage(
  leg: Leg,
  segment: Segment,
  event: SnifferPacket,
  capture: Capture,
  captures: Captures,
): void {
  const { src, seq, ack, fin } = segment;
  const by = src === leg.initiator ? 'initiator' : 'responder';
  if (ack !== undefined) acknowledged(leg, by, ack);
  if (!isSaid(segment) || seq === undefined || event.stamp === undefined) return;
  const { at } = event.stamp;
  const passage = passageOf(leg, by, capture, event);
  if (passage === undefined) {
    if (leg.passages.length < PASSAGES)
      leg.passages = leg.passages.concat(begin(by, capture, event, seq, at));
    return;
  }
  // The same lines twice, or a packet that the quick way has noted, are no repetition.
  if (at < passage.at || (at === passage.at && latest(passage) === seq)) return;
  if (ahead(seq, passage.top) > 0) {
    advance(passage, seq, at);
    return;
  }
  const firstAt = timeOf(passage, seq);
  advance(passage, seq, at);
  const { repeated } = passage;
  if (repeated !== null && ahead(seq, repeated.seq) > 0) return;
  const moment = captures.keepMoment(event);
  const print: Sighting = { ...moment, interface: passage.interface, direction: event.direction, seq, ack };
  repeat(passage, print, { seq, fin, firstAt });
}

/** With bytes or with an end: what its receiver acknowledges. */
function isSaid({ syn, rst, fin, data }: Segment): boolean {
  return !syn && !rst && (data || fin);
}

/** The first segment that is repeated is the one that is missing: what is repeated behind it waits for it. */
function repeat(passage: Passage, print: Sighting, again: Omit<Repeated, 'prints'>): void {
  const { repeated } = passage;
  const same = repeated?.seq === again.seq ? repeated : null;
  const prints = [...(same?.prints.slice(0, PRINTS - 1) ?? []), print];
  passage.repeated = same === null ? { ...again, prints } : { ...same, prints };
}

/** When a segment was first seen, where it is among the latest. */
function timeOf({ lately, next }: Passage, seq: number): number | undefined {
  for (let nth = 0; nth < lately.length; nth += 2) {
    const at = (next + nth) % lately.length;
    if (lately[at] === seq) return lately[at + 1];
  }
  return undefined;
}

/** The number of the latest segment. */
function latest({ lately, next }: Passage): number | undefined {
  return lately[(next === 0 ? lately.length : next) - 2];
}

/** Nothing but a new segment in its turn, which needs no closer look; it is noted. */
export function goesForward(leg: Leg, head: PacketHead, capture: Capture): boolean {
  const { seq, psh, src, stamp } = head;
  for (const { repeated } of leg.passages) if (repeated !== null) return false;
  if (!psh) return true;
  const passage = passageOf(leg, src === leg.initiator ? 'initiator' : 'responder', capture, head);
  if (seq === undefined || passage === undefined || stamp.at < passage.at) return false;
  if (ahead(seq, passage.top) <= 0) return false;
  advance(passage, seq, stamp.at);
  return true;
}

function passageOf(
  { passages }: Leg,
  by: Passage['by'],
  capture: Capture,
  at: { readonly interface: string | undefined; readonly direction: Sighting['direction'] },
): Passage | undefined {
  for (const one of passages) {
    const isHere = one.direction === at.direction && one.interface === at.interface;
    if (isHere && one.by === by && one.capture === capture) return one;
  }
  return undefined;
}

function begin(by: Passage['by'], capture: Capture, event: SnifferPacket, seq: number, at: number): Passage {
  const { interface: name, direction } = event;
  const place = name === undefined ? undefined : shared(name);
  return {
    by,
    capture,
    interface: place,
    direction,
    top: seq,
    at,
    lately: [seq, at],
    next: 2,
    repeated: null,
  };
}

function advance(passage: Passage, seq: number, at: number): void {
  if (ahead(seq, passage.top) > 0) passage.top = seq;
  passage.at = at;
  const { lately, next } = passage;
  // What is sent again and again must not push out what was sent before it.
  const place = latest(passage) === seq ? (next === 0 ? lately.length : next) - 2 : next;
  lately[place] = seq;
  lately[place + 1] = at;
  passage.next = (place + 2) % LATELY;
}

function acknowledged({ passages }: Leg, by: Passage['by'], ack: number): void {
  for (const passage of passages) {
    const { repeated } = passage;
    if (repeated !== null && passage.by !== by && ahead(ack, repeated.seq) > 0) passage.repeated = null;
  }
}
