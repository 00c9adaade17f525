import { addressOf, type Endpoint } from '../../net.js';
import { order, when } from '../../correlate/model/time.js';
import type { End, Leg, Passage, Repeated, Sighting } from '../../correlate/model/leg.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { Confidence } from '../../document.js';
import { atEdge, linksOf } from './vdom-links.js';
import { tries } from './capture-coverage.js';
import { KEPT_PACKET_PRINTS, TRANSIT_MICROS } from '../limits.js';

type By = Passage['by'];

/**
 * A packet that the unit kept: it came in again and again and never left, while the captures show both sides of the
 * unit.
 */
export interface KeptPacket {
  readonly by: By;
  readonly fin: boolean;
  /** Log time of its first print, if that is known. */
  readonly firstAt: number | undefined;
  readonly prints: readonly [Sighting, ...Sighting[]];
  /**
   * Likely if the prints have no direction: then two places of capture are only assumed to be two sides of the unit.
   */
  readonly confidence: Confidence;
  /** The unit answered it with a reset of its own, which is the only print then. */
  readonly isRefused: boolean;
}

interface RepeatedAt extends Pick<KeptPacket, 'by' | 'fin' | 'firstAt' | 'prints'> {
  readonly repeated: Repeated;
  readonly passage: Passage;
}

/** Segments with data, and FINs, that their senders repeat at one place and that nobody acknowledges. */
export function repeatedSegments(legs: readonly Leg[]): RepeatedAt[] {
  return legs
    .flatMap(({ passages }) => passages)
    .flatMap((passage) => {
      const { repeated, by } = passage;
      const [first, ...others] = repeated?.prints ?? [];
      // The very first print is not counted among the repetitions.
      if (repeated === null || first === undefined || others.length + 2 < KEPT_PACKET_PRINTS) return [];
      const { fin, firstAt } = repeated;
      return [{ by, fin, firstAt, prints: [first, ...others], repeated, passage }];
    });
}

/** A segment with data, or a FIN, that its sender repeats at one place and that no other place shows. */
export function keptSegment(legs: readonly Leg[]): KeptPacket | null {
  const links = linksOf(legs);
  const passages = atEdge(
    legs.flatMap((leg) => leg.passages),
    links,
  );
  for (const { by, fin, firstAt, prints, repeated, passage } of repeatedSegments(legs)) {
    const [first, ...others] = prints;
    if (passage.direction === 'out' || !passages.includes(passage)) continue;
    const exits = passages.filter((one) => one.by === by && isBeyond(first, one));
    if (exits.some((exit) => hasLeft(repeated, passage, exit))) continue;
    const sent = legs.flatMap((leg) => atEdge(sentBy(leg, by), links));
    const beyond = exits[0] ?? sent.find((print) => isBeyond(first, print));
    if (beyond === undefined) continue;
    // What an exit would show last need not be the last try: nothing may leave any more.
    const enough = others[KEPT_PACKET_PRINTS - 3] ?? first;
    if (!exits.every(({ capture }) => goesOnTo(capture, enough))) continue;
    const confidence = sure(first, beyond, senders(legs, by));
    return { by, fin, firstAt, prints, confidence, isRefused: false };
  }
  return null;
}

/**
 * The same for a SYN or a SYN-ACK. `shown`: prints that may prove that the captures would show packets leaving;
 * `hosts`: the addresses of who sends them.
 */
export function keptPrints(
  prints: readonly Sighting[],
  by: By,
  shown: readonly Sighting[],
  hosts: readonly Endpoint[],
): KeptPacket | null {
  const sniffed = prints.filter(({ capture }) => capture.source === 'sniffer');
  const [first, ...others] = sniffed;
  if (first === undefined || tries(sniffed) < 2) return null;
  if (sniffed.some((print) => print.direction === 'out' || isBeyond(first, print))) return null;
  const enough = others[0] ?? first;
  const beyond = shown.find((print) => isBeyond(first, print) && goesOnTo(print.capture, enough));
  if (beyond === undefined) return null;
  const confidence = sure(first, beyond, hosts);
  const { at: firstAt } = first.stamp ?? {};
  return { by, fin: false, firstAt, prints: [first, ...others], confidence, isRefused: false };
}

/**
 * Without directions two captures may stand far apart. One hop between them is proof that nothing but the unit is
 * there.
 */
function sure(first: Sighting, beyond: Place, hosts: readonly Endpoint[]): Confidence {
  if (first.direction === 'in') return 'proven';
  const [before, behind] = [hopsAt(first, hosts), hopsAt(beyond, hosts)];
  return before !== null && behind !== null && before - behind === 1 ? 'proven' : 'likely';
}

function hopsAt({ capture }: Place, hosts: readonly Endpoint[]): number | null {
  const shown = new Set(hosts.flatMap((host) => capture.hops.get(addressOf(host)) ?? []));
  const [only] = shown;
  return shown.size === 1 && only !== undefined ? only : null;
}

/** A late segment of one side, where the unit did not pass it on and answered with a reset in the other's name. */
export function refusedSegment(legs: readonly Leg[]): KeptPacket | null {
  for (const leg of legs) {
    for (const passage of leg.passages) {
      const { by } = passage;
      const refused = refusedOf(passage, ownResets(legs, leg, by));
      if (refused === null) continue;
      const { seq, at, reset } = refused;
      const exits = legs
        .flatMap(({ passages }) => passages)
        .filter((one) => one.by === by && isBeyond(passage, one));
      const came: Sighting = { ...reset, stamp: reset.stamp && { ...reset.stamp, at } };
      if (exits.some((exit) => hasLeft({ seq, prints: [came] }, passage, exit))) continue;
      if (!legs.some((one) => sentBy(one, by).some((print) => isBeyond(passage, print)))) continue;
      const fin = leg.ends.some((end) => end.type === 'fin' && end.by === by && end.seq === seq);
      return { by, fin, firstAt: at, prints: [reset], confidence: 'proven', isRefused: true };
    }
  }
  return null;
}

interface Refused {
  readonly seq: number;
  readonly at: number;
  readonly reset: End;
}

/** The last segment that came in right before one of these resets. */
function refusedOf({ direction, capture, lately }: Passage, resets: readonly End[]): Refused | null {
  if (direction !== 'in') return null;
  let last: Refused | null = null;
  for (const reset of resets) {
    if (reset.capture !== capture) continue;
    for (let nth = 0; nth < lately.length; nth += 2) {
      const [seq = 0, at = NaN] = [lately[nth], lately[nth + 1]];
      const since = (reset.stamp?.at ?? NaN) - at;
      const isAnswer = since >= 0 && since <= TRANSIT_MICROS;
      if (isAnswer && (last === null || at > last.at)) last = { seq, at, reset };
    }
  }
  return last;
}

/** A reset that leaves towards `by` and that did not come in from the other side: the unit's own. */
export function ownReset(legs: readonly Leg[], leg: Leg, by: By): End | null {
  return ownResets(legs, leg, by)[0] ?? null;
}

function ownResets(legs: readonly Leg[], leg: Leg, by: By): End[] {
  const others = legs.flatMap(({ ends }) => ends.filter((end) => end.by !== by));
  if (others.some(({ type, direction }) => type === 'rst' && direction !== 'out')) return [];
  const closes = others.filter(({ type }) => type === 'fin');
  const resets = leg.ends.filter((end) => end.type === 'rst' && end.by !== by);
  // A host that has closed its end resets what comes after: of that reset the capture lost the print where it came in.
  return resets.filter((reset) => closes.every((fin) => order(fin, reset) === 'after'));
}

export function senders(legs: readonly Leg[], by: By): Endpoint[] {
  return legs.map(({ initiator, responder }) => (by === 'initiator' ? initiator : responder));
}

type Place = Pick<Sighting, 'capture' | 'interface' | 'direction'>;

/** True if `to` shows packets on their way out. Without printed directions: if it is another interface or capture. */
export function isBeyond(from: Place, to: Place): boolean {
  if (to.capture.source !== 'sniffer') return false;
  if (from.direction === 'in') return to.direction === 'out';
  return to.direction === undefined && (to.capture !== from.capture || to.interface !== from.interface);
}

/** The first packets that one side of a connection sent. */
export function sentBy(leg: Leg, by: By): readonly Sighting[] {
  return by === 'initiator'
    ? [...leg.syns, ...leg.initiatorAcks, ...leg.initiatorData]
    : [...leg.synAcks, ...leg.responderData];
}

/** True if the other capture was running at that moment. Before its beginning and after its end it shows nothing. */
function goesOnTo(capture: Capture, moment: Moment): boolean {
  if (capture === moment.capture) return true;
  const at = when(moment);
  const { clock, first, last } = capture;
  if (at === null || clock === undefined || first === undefined || last === undefined) return false;
  return first.at - clock.offset <= at.from && last.at - clock.offset >= at.to;
}

/**
 * True if the packet left. It is recognised by its sequence number; or, since the unit changes the numbers after
 * rewriting an earlier word, by its time: right after one of the prints.
 */
function hasLeft({ seq, prints }: Pick<Repeated, 'seq' | 'prints'>, from: Passage, exit: Passage): boolean {
  for (let at = 0; at < exit.lately.length; at += 2) {
    const [number, time] = [exit.lately[at], exit.lately[at + 1]];
    if (number === seq) return true;
    if (
      number === undefined ||
      time === undefined ||
      from.lately.some((one, nth) => nth % 2 === 0 && one === number)
    )
      continue;
    if (isAnother(number, seq, from, exit)) continue;
    if (prints.some((print) => followsAtOnce(print, exit.capture, time))) return true;
  }
  return false;
}

/** What left is another segment: its number is shifted as those of others are, and as the kept one's would not be. */
function isAnother(left: number, seq: number, from: Passage, exit: Passage): boolean {
  const [came, gone] = [numbers(from), numbers(exit).filter((number) => number !== left)];
  const isUsual = (shift: number): boolean => gone.some((number) => came.includes((number - shift) >>> 0));
  return !isUsual(left - seq) && came.some((other) => other !== seq && isUsual(left - other));
}

const numbers = ({ lately }: Passage): number[] => lately.filter((_, nth) => nth % 2 === 0);

function followsAtOnce(print: Sighting, capture: Capture, time: number): boolean {
  const [from, to] = [print.capture.clock?.offset ?? 0, capture.clock?.offset ?? 0];
  const slack =
    print.capture === capture
      ? 0
      : (print.capture.clock?.uncertainty ?? 0) + (capture.clock?.uncertainty ?? 0);
  const since = time - to - ((print.stamp?.at ?? NaN) - from);
  return since >= -slack && since <= TRANSIT_MICROS + slack;
}
