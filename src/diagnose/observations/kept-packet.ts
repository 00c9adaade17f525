import { when } from '../../correlate/model/time.js';
import type { Leg, Passage, Repeated, Sighting } from '../../correlate/model/leg.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { Confidence } from '../../document.js';
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
}

/** A segment with data, or a FIN, that its sender repeats at one place and that no other place shows. */
export function keptSegment(legs: readonly Leg[]): KeptPacket | null {
  for (const leg of legs) {
    for (const passage of leg.passages) {
      const { repeated, by } = passage;
      const [first, ...others] = repeated?.prints ?? [];
      // The very first print is not counted among the repetitions.
      if (repeated === null || first === undefined || others.length + 2 < KEPT_PACKET_PRINTS) continue;
      if (passage.direction === 'out') continue;
      const exits = legs
        .flatMap(({ passages }) => passages)
        .filter((one) => one.by === by && isBeyond(first, one));
      if (exits.some((exit) => hasLeft(repeated, passage, exit))) continue;
      if (exits.length === 0 && !legs.some((one) => showsBeyond(one, by, first))) continue;
      if (!exits.every(({ capture }) => goesOnTo(capture, others.at(-1) ?? first))) continue;
      return {
        by,
        fin: repeated.fin,
        firstAt: repeated.firstAt,
        prints: [first, ...others],
        confidence: sure(first),
      };
    }
  }
  return null;
}

/** The same for a SYN or a SYN-ACK. `shown`: prints that may prove that the captures would show packets leaving. */
export function keptPrints(
  prints: readonly Sighting[],
  by: By,
  shown: readonly Sighting[],
): KeptPacket | null {
  const sniffed = prints.filter(({ capture }) => capture.source === 'sniffer');
  const [first, ...others] = sniffed;
  if (first === undefined || tries(sniffed) < 2) return null;
  if (sniffed.some((print) => print.direction === 'out' || isBeyond(first, print))) return null;
  const last = others.at(-1) ?? first;
  if (!shown.some((print) => isBeyond(first, print) && goesOnTo(print.capture, last))) return null;
  return { by, fin: false, firstAt: first.stamp?.at, prints: [first, ...others], confidence: sure(first) };
}

const sure = ({ direction }: Sighting): Confidence => (direction === 'in' ? 'proven' : 'likely');

type Place = Pick<Sighting, 'capture' | 'interface' | 'direction'>;

/** True if `to` shows packets on their way out. Without printed directions: if it is another interface or capture. */
export function isBeyond(from: Place, to: Place): boolean {
  if (to.capture.source !== 'sniffer') return false;
  if (from.direction === 'in') return to.direction === 'out';
  return to.direction === undefined && (to.capture !== from.capture || to.interface !== from.interface);
}

function showsBeyond(leg: Leg, by: By, from: Place): boolean {
  return sentBy(leg, by).some((print) => isBeyond(from, print));
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
function hasLeft({ seq, prints }: Repeated, from: Passage, exit: Passage): boolean {
  for (let at = 0; at < exit.lately.length; at += 2) {
    const [number, time] = [exit.lately[at], exit.lately[at + 1]];
    if (number === seq) return true;
    if (
      number === undefined ||
      time === undefined ||
      from.lately.some((one, nth) => nth % 2 === 0 && one === number)
    )
      continue;
    if (prints.some((print) => followsAtOnce(print, exit.capture, time))) return true;
  }
  return false;
}

function followsAtOnce(print: Sighting, capture: Capture, time: number): boolean {
  const [from, to] = [print.capture.clock?.offset ?? 0, capture.clock?.offset ?? 0];
  const slack =
    print.capture === capture
      ? 0
      : (print.capture.clock?.uncertainty ?? 0) + (capture.clock?.uncertainty ?? 0);
  const since = time - to - ((print.stamp?.at ?? NaN) - from);
  return since >= -slack && since <= TRANSIT_MICROS + slack;
}
