import { messageOf } from '../correlate/model/leg-queries.js';
import type { Leg, Trace } from '../correlate/model/leg.js';
import type { Moment } from '../correlate/model/moment.js';
import { byTime, when } from '../correlate/model/time.js';
import type { Source } from '../events/record.js';

/** A line, and when it happened: microseconds on the reference clock, null where nothing anchors it. */
export interface Placed {
  readonly moment: Moment;
  at: number | null;
}

/**
 * Records of one flow trace happened in the order of their lines: a line after one that a join placed within its second
 * happened no earlier than that.
 */
export function inLineOrder(entries: readonly Placed[]): void {
  const flow = entries.filter(({ moment, at }) => moment.capture.source === 'flow' && at !== null);
  flow.sort((a, b) => a.moment.order - b.moment.order);
  const latest = new Map<unknown, number>();
  for (const entry of flow) {
    const interval = when(entry.moment);
    const before = latest.get(entry.moment.capture) ?? -Infinity;
    if (interval === null || entry.at === null) continue;
    if (before > entry.at && before < interval.to) entry.at = before;
    latest.set(entry.moment.capture, entry.at);
  }
}

/**
 * A flow record is true of a whole second: the seed's data SYN reads 21:42:05, sorts before the expectation of
 * 21:42:05.094862 and happened at .235631. The sniffer's print of the same packet, or the pinhole that it hit, tells
 * where in the second it was.
 */
export function narrowed(trace: Trace, leg: Leg, pinhole: Moment | null): number | null {
  const interval = when(trace);
  if (interval === null) return null;
  const same = [...leg.syns, ...leg.synAcks].filter(
    (print) =>
      print.capture.source === 'sniffer' &&
      print.direction !== 'out' &&
      print.seq !== undefined &&
      print.seq === trace.seq,
  );
  for (const print of same) {
    const exact = when(print);
    if (
      exact !== null &&
      exact.from + exact.slack >= interval.from &&
      exact.from - exact.slack < interval.to
    ) {
      return Math.min(Math.max(exact.from, interval.from), interval.to - 1);
    }
  }
  const opened = pinhole === null ? null : when(pinhole);
  if (opened === null || messageOf(trace, 'expectation-match') === undefined) return interval.from;
  return opened.from > interval.from && opened.from < interval.to ? opened.to : interval.from;
}

/** For sorting: by time, where that is known. */
export function causally(a: Placed, b: Placed): number {
  if (a.at !== null && b.at !== null && a.at !== b.at) return a.at - b.at;
  if (a.at === null && b.at !== null) return 1;
  if (a.at !== null && b.at === null) return -1;
  return (
    RANK[a.moment.capture.source] - RANK[b.moment.capture.source] ||
    byTime(a.moment, b.moment) ||
    a.moment.order - b.moment.order
  );
}

/** Where two prints of one moment meet, the wire comes before the kernel and the kernel before the proxy. */
const RANK: Readonly<Record<Source, number>> = { sniffer: 0, flow: 1, wad: 2, session: 3, config: 4 };
