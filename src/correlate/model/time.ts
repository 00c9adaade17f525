import type { Stamp } from '../../events/record.js';
import type { Instant, Moment } from './moment.js';

/** Microseconds on the reference clock; true within `slack` either way when compared across captures. */
export interface Interval {
  readonly from: number;
  readonly to: number;
  readonly slack: number;
}

/** Clocks that are only assumed to agree may still differ by this much: their prints are buffered apart. */
const ASSUMED_SLACK = 500_000;

export function when(moment: Instant): Interval | null {
  const clock = moment.capture.clock;
  if (moment.stamp === undefined || clock === undefined) return null;
  const from = moment.stamp.at - clock.offset;
  return { from, to: from + moment.stamp.width, slack: clock.uncertainty };
}

/**
 * Which of two moments came first. Stamps are intervals: an order is claimed only where they do not overlap; within
 * one source of one file the order of the lines decides the rest. Null: nobody can tell.
 */
export function order(a: Instant, b: Instant): 'before' | 'after' | null {
  if (a.capture !== b.capture) return orderOfClocks(when(a), when(b));
  if (a.stamp !== undefined && b.stamp !== undefined) {
    if (end(a.stamp) <= b.stamp.at) return 'before';
    if (end(b.stamp) <= a.stamp.at) return 'after';
  }
  if (a.order === b.order) return null;
  return a.order < b.order ? 'before' : 'after';
}

function orderOfClocks(left: Interval | null, right: Interval | null): 'before' | 'after' | null {
  if (left === null || right === null) return null;
  const slack = left.slack + right.slack + ASSUMED_SLACK;
  if (left.to + slack <= right.from) return 'before';
  return right.to + slack <= left.from ? 'after' : null;
}

const end = ({ at, width }: Stamp): number => at + width;

export function before(a: Moment, b: Moment): boolean {
  return order(a, b) === 'before';
}

/** Seconds from a to b at the least and at the most; null where the clocks do not tell. */
export function gap(a: Moment, b: Moment): { least: number; most: number } | null {
  // Within one capture its own stamps are compared, whether or not anything anchors them.
  if (a.capture === b.capture) {
    if (a.stamp === undefined || b.stamp === undefined) return null;
    return { least: (b.stamp.at - end(a.stamp)) / 1e6, most: (end(b.stamp) - a.stamp.at) / 1e6 };
  }
  const [left, right] = [when(a), when(b)];
  if (left === null || right === null) return null;
  const slack = left.slack + right.slack;
  return { least: (right.from - left.to - slack) / 1e6, most: (right.to - left.from + slack) / 1e6 };
}

/** For sorting: by time on the reference clock where both have one, else in the order of reading. */
export function byTime(a: Moment | undefined, b: Moment | undefined): number {
  return inTurn(placeOf(a), placeOf(b));
}

/** Items by the time of what each begins with, which is looked for once: a capture has tens of thousands to sort. */
export function sortedByTime<T>(items: readonly T[], moment: (item: T) => Moment | undefined): T[] {
  const placed = items.map((item) => {
    const place = placeOf(moment(item));
    return { item, from: place.from, order: place.order };
  });
  return placed.sort(inTurn).map(({ item }) => item);
}

interface Place {
  readonly from: number;
  readonly order: number;
}

/** Infinity: no clock tells, or there is nothing that it could tell of. */
function placeOf(moment: Moment | undefined): Place {
  if (moment === undefined) return { from: Infinity, order: Infinity };
  const { stamp } = moment;
  const { clock } = moment.capture;
  const isTimed = stamp !== undefined && clock !== undefined;
  return { from: isTimed ? stamp.at - clock.offset : Infinity, order: moment.order };
}

function inTurn(a: Place, b: Place): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.order === b.order ? 0 : a.order - b.order;
}
