import type { TraceEvent } from '../../events/events.js';
import type { Losses } from '../../events/losses.js';
import type { Stamp, Source } from '../../events/record.js';
import { createKeptStamps } from './compact-stamps.js';
import { memoryStore, type EvidenceStore } from './evidence-store.js';
import type { KnownEndpoints } from './known-endpoints.js';
import { createLogTime, logTimeOf } from './log-time.js';
import { createCoverage, type Coverage } from './coverage.js';
import type { Capture, Moment } from '../model/moment.js';

/** For lines that the next one soon replaces: the evidence store never frees what it was given. */
const memory = memoryStore();

export interface Captures extends Coverage {
  /** Counts an event, and returns the capture it belongs to. */
  captureOf(event: { source: Source; origin: { file: string }; stamp: Stamp | undefined }): Capture;
  /** The same for an event whose capture is known. */
  count(capture: Capture, stamp: Stamp | undefined): void;
  /** The capture of the event before, if an event with this source, file and stamp belongs to it as well. */
  latest(source: Source, file: string, stamp: Stamp | undefined): Capture | undefined;
  keepMoment(
    event: TraceEvent | { source: Source; origin: Moment['line']; stamp: Stamp | undefined },
  ): Moment;
  /** The same for a moment that is soon replaced: it does not count as kept, and its text stays in memory. */
  passingMoment: Captures['keepMoment'];
  readonly all: Capture[];
  /** Events so far, which is the `order` of the latest one. */
  eventsSoFar: () => number;
  /** Moments kept since the start, evicted ones included. */
  momentsKept: () => number;
  /** The highest `order` that every open capture has left behind by `window` microseconds of log time; -1: none. */
  orderBefore: (window: number) => number;
  /** How far an input's log time has come, in microseconds since the first unit's log began; -Infinity: unknown. */
  logTimeOf(file: string): number;
  /** This input begins. */
  beginOf(file: string, losses: Losses): void;
  /** This input has ended. */
  endOf(file: string): void;
}

/** What each source of each file demonstrably covers: time span, interfaces, host pairs, filters. */
export function createCaptures(store: EvidenceStore, places: KnownEndpoints): Captures {
  const sources = createSources();
  const { all } = sources;
  const logTime = createLogTime();
  const keptStamp = createKeptStamps();
  let order = 0;
  let kept = 0;

  const count: Captures['count'] = (capture, stamp) => {
    order += 1;
    capture.lastOrder = order;
    if (stamp === undefined) return;
    if (capture.first === undefined || stamp.at < capture.first.at) capture.first = keptStamp(stamp);
    if (capture.last === undefined || stamp.at >= capture.last.at) capture.last = stamp;
    logTime.reach(capture, order, stamp.at);
  };
  const captureOf: Captures['captureOf'] = ({ source, origin: { file }, stamp }) => {
    const capture = sources.find(source, file, stamp);
    count(capture, stamp);
    return capture;
  };
  const momentOf = (event: Parameters<Captures['keepMoment']>[0], into: EvidenceStore): Moment => ({
    capture: captureOf(event),
    stamp: event.stamp === undefined ? undefined : keptStamp(event.stamp),
    order,
    line: into.keep(event.origin),
  });
  return {
    ...createCoverage(all, places),
    captureOf,
    count,
    latest: sources.latest,
    all,
    keepMoment(event) {
      kept += 1;
      return momentOf(event, store);
    },
    passingMoment: (event) => momentOf(event, memory),
    eventsSoFar: () => order,
    momentsKept: () => kept,
    orderBefore: (window) => Math.min(order, logTime.orderBefore(window)),
    logTimeOf: (file) => logTimeOf(file, all),
    beginOf: sources.begin,
    endOf: logTime.endOf,
  };
}

interface Sources {
  readonly all: Capture[];
  readonly begin: Captures['beginOf'];
  readonly latest: Captures['latest'];
  readonly find: (source: Source, file: string, stamp: Stamp | undefined) => Capture;
}

/** Finds the capture of an event by its source and file. */
function createSources(): Sources {
  const all: Capture[] = [];
  const byName = new Map<string, Capture>();
  const losses = new Map<string, Losses>();
  let current: Capture | undefined;

  const turnTo = (source: Source, file: string, stamp: Stamp | undefined): Capture => {
    const name = `${source} ${file}`;
    const known = byName.get(name);
    // Two sniffers in one log: what counts from its own start has a clock of its own.
    const fitting = known !== undefined && countsOtherwise(known, stamp) ? `other ${name}` : name;
    current = byName.get(fitting);
    if (current === undefined) {
      current = newCapture(source, file, losses.get(file));
      all.push(current);
      byName.set(fitting, current);
    }
    return current;
  };
  const latest: Captures['latest'] = (source, file, stamp) =>
    current?.source === source && current.file === file && !countsOtherwise(current, stamp)
      ? current
      : undefined;
  return {
    all,
    begin: (file, lost) => void losses.set(file, lost),
    latest,
    find: (source, file, stamp) => latest(source, file, stamp) ?? turnTo(source, file, stamp),
  };
}

function newCapture(source: Source, file: string, losses: Losses | undefined): Capture {
  return {
    source,
    file,
    first: undefined,
    last: undefined,
    lastOrder: 0,
    packets: 0,
    lastTraceId: undefined,
    behindGap: undefined,
    interfaces: new Set(),
    filters: [],
    received: [],
    losses,
    dataPairs: new Set(),
    pairs: new Set(),
    senders: new Set(),
    clock: undefined,
    hops: new Map(),
  };
}

function countsOtherwise({ first }: Capture, stamp: Stamp | undefined): boolean {
  return stamp !== undefined && first !== undefined && first.relative !== stamp.relative;
}
