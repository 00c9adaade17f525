import type { Capture } from '../model/moment.js';

/** The log time (`at`, microseconds) that a capture had reached at an event (`order`). */
interface Mark {
  readonly order: number;
  readonly at: number;
}

/** How a capture's log time went on while it was read. */
interface LogMarks {
  readonly made: Mark[];
  /** Log time (microseconds) at which the next mark is made. */
  next: number;
  hasEnded: boolean;
}

export interface LogTime {
  /** A capture has reached this log time (`at`) at an event (`order`). */
  readonly reach: (capture: Capture, order: number, at: number) => void;
  /** The highest `order` that every open capture has left behind by `window` microseconds; Infinity: none is open. */
  readonly orderBefore: (window: number) => number;
  /** This input has ended. */
  readonly endOf: (file: string) => void;
}

/** A mark every half second of log time. */
const MARK_INTERVAL = 500_000;
/** Marks per capture; beyond it the older half is thinned out. */
const MAX_MARKS = 4096;

/** Remembers roughly which log time each capture had reached at which event. */
export function createLogTime(): LogTime {
  const marksOf = new Map<Capture, LogMarks>();
  /** Those of the latest event's capture, which mostly is that of the next event too. */
  let current: Capture | undefined;
  let marks: LogMarks = newMarks();

  const turnTo = (capture: Capture): void => {
    current = capture;
    marks = marksOf.get(capture) ?? newMarks();
    marksOf.set(capture, marks);
  };
  return {
    reach(capture, order, at) {
      if (capture !== current) turnTo(capture);
      if (at >= marks.next) addMark(marks, order, at);
    },
    orderBefore(window) {
      let least = Infinity;
      for (const [{ last }, { made, hasEnded }] of marksOf) {
        if (last === undefined || hasEnded) continue;
        const behind = made.findLast(({ at }) => last.at - at >= window);
        least = Math.min(least, behind?.order ?? -1);
      }
      return least;
    },
    endOf(file) {
      for (const [capture, ended] of marksOf) {
        if (capture.file !== file) continue;
        ended.made.length = 0;
        ended.next = Infinity;
        ended.hasEnded = true;
      }
    },
  };
}

function newMarks(): LogMarks {
  return { made: [], next: -Infinity, hasEnded: false };
}

/** Of the older half every second mark is precise enough. */
function addMark(marks: LogMarks, order: number, at: number): void {
  const { made } = marks;
  made.push({ order, at });
  marks.next = at + MARK_INTERVAL;
  if (made.length < MAX_MARKS) return;
  const older = made.slice(0, MAX_MARKS / 2);
  made.splice(0, MAX_MARKS / 2, ...older.filter((_, nth) => nth % 2));
}

/** How far an input's log time has come, in microseconds since the first unit's log began; -Infinity: unknown. */
export function logTimeOf(file: string, captures: readonly Capture[]): number {
  const inFile = captures.filter((capture) => capture.file === file);
  return inFile.reduce((most, capture) => Math.max(most, reached(capture, captures)), -Infinity);
}

const QUARTER = 900e6;
const HALF_DAY = 43_200e6;

/**
 * Log time since the first unit's log began, in microseconds. No clock is proved while reading. Captures of one incident
 * are taken at the same time, so whole quarter hours between sniffer and unit count as a time zone, and a relative stamp
 * as time since the same start.
 */
function reached({ source, first, last }: Capture, all: readonly Capture[]): number {
  if (first === undefined || last === undefined) return -Infinity;
  const timed = all.filter((other) => other.first?.relative === false);
  const reference = timed.find((other) => other.source !== 'sniffer') ?? timed[0];
  if (first.relative || reference?.first === undefined) return last.at - first.at;
  const later = first.at - reference.first.at;
  const zone = source === 'sniffer' ? Math.round(later / QUARTER) * QUARTER : 0;
  return last.at - first.at + (Math.abs(later - zone) < HALF_DAY ? later - zone : 0);
}
