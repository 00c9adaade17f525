import { put } from '../../collections.js';
import { when } from '../../correlate/model/time.js';
import { causally, inLineOrder, type Placed } from '../causal-order.js';
import type { Mark } from './mark.js';

/** What happened once or several times, with all its prints, the earliest first. */
export interface Step extends Placed {
  readonly marks: readonly [Mark, ...Mark[]];
  readonly count: number;
  /** False where only its second is known. */
  readonly precise: boolean;
}

/** Prints of one packet, and its repeats, become one step. Steps are in causal order. */
export function stepsOf(marks: readonly Mark[]): Step[] {
  inLineOrder(marks);
  const groups = new Map<string, Mark[]>();
  for (const mark of [...marks].sort(causally)) put(groups, keyOf(mark), mark);
  return [...groups.values()].map(stepOf).sort(causally);
}

/** Words are said again with another meaning; a packet that is sent again is the same. */
function keyOf({ kind, way, label, seq, moment }: Mark): string {
  const once = kind === 'word' ? `${moment.line.file}:${moment.line.line}` : '';
  return `${kind} ${way.join('>')} ${label} ${seq ?? ''} ${once}`;
}

/** The sniffer's stamp is the most exact. Two sources that print one packet do not make it two. */
function stepOf(group: readonly Mark[]): Step {
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
