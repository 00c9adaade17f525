import { put } from '../../collections.js';
import type { Moment } from '../../correlate/model/moment.js';
import { when } from '../../correlate/model/time.js';
import { causally, inLineOrder, type Placed } from '../causal-order.js';
import { isSpan, type Mark } from './mark.js';

/** What happened once or several times, with all its prints, the earliest first. */
export interface DrawnStep extends Placed {
  readonly marks: readonly [Mark, ...Mark[]];
  readonly count: number;
  /** False where only its second is known. */
  readonly precise: boolean;
}

/** Prints of one packet, and its repeats, become one step. Steps are in causal order. */
export function stepsOf(marks: readonly Mark[]): DrawnStep[] {
  placeBySniffer(marks);
  inLineOrder(marks);
  const sorted = [...marks].sort(causally);
  const groups = new Map<string, Mark[]>();
  for (const mark of sorted.filter(({ way }) => !isSpan(way))) put(groups, keyOf(mark), mark);
  const located = new Map([...groups.values()].map((group) => [packetOf(group[0]), group]));
  for (const mark of sorted.filter(({ way }) => isSpan(way))) {
    const same = mark.seq === undefined ? undefined : located.get(packetOf(mark));
    if (same === undefined) put(groups, keyOf(mark), mark);
    else same.push(mark);
  }
  return [...groups.values()].map(stepOf).sort(causally);
}

/**
 * A flow record tells the second; where the sniffer prints the same packet at the same side within it, that is when. What
 * the kernel did with the packet came no earlier.
 */
function placeBySniffer(marks: readonly Mark[]): void {
  const sniffed = new Map<string, Mark[]>();
  for (const mark of marks)
    if (mark.moment.capture.source === 'sniffer' && mark.seq !== undefined)
      put(sniffed, packetOf(mark), mark);
  const exact = new Map<Moment, number>();
  for (const mark of marks) {
    const interval =
      mark.moment.capture.source === 'flow' && mark.kind === 'packet' ? when(mark.moment) : null;
    if (interval === null) continue;
    const same = sniffed
      .get(packetOf(mark))
      ?.find(({ at }) => at !== null && at >= interval.from && at < interval.to);
    if (same?.at != null) mark.at = same.at;
    if (mark.at !== null) exact.set(mark.moment, mark.at);
  }
  for (const mark of marks) {
    const at = mark.doneTo === undefined ? undefined : exact.get(mark.doneTo);
    if (at !== undefined) mark.at = at;
  }
}

/** Words are said again with another meaning; a packet that is sent again is the same. */
function keyOf(mark: Mark): string {
  const { kind, way, label, moment } = mark;
  const once = kind === 'word' ? `${moment.line.file}:${moment.line.line}` : '';
  return `${kind} ${way.join('>')} ${label} ${mark.seq ?? ''} ${once}`;
}

/** The same packet on its way from the same host, wherever it is printed. */
const packetOf = (mark: Mark | undefined): string =>
  mark === undefined ? '' : `${mark.way[1] > mark.way[0] ? 'forth' : 'back'} ${mark.label} ${mark.seq ?? ''}`;

/** The sniffer's stamp is the most exact. Two sources that print one packet do not make it two. */
function stepOf(group: readonly Mark[]): DrawnStep {
  const marks = group as readonly [Mark, ...Mark[]];
  const best = marks.find(({ moment }) => moment.capture.source === 'sniffer') ?? marks[0];
  const { moment, at } = best;
  const interval = when(moment);
  return {
    marks,
    moment,
    at,
    count: Math.max(...countsByPlace(marks).values()),
    precise: interval === null || interval.to - interval.from < 1e6 || at !== interval.from,
  };
}

function countsByPlace(marks: readonly Mark[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { moment } of marks) {
    const { capture, interface: name } = moment;
    const place = `${capture.source} ${capture.file} ${name ?? ''}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
