import type { TraceEvent } from '../../events/events.js';
import type { Stamp, Source } from '../../events/record.js';
import { type Endpoint, hostPair } from '../../net.js';
import { own } from '../../intern.js';
import { createKeptStamps } from './compact-stamps.js';
import { memoryStore, type EvidenceStore } from './evidence-store.js';
import type { KnownEndpoints } from './known-endpoints.js';
import type { Capture, Epoch, Moment } from '../model/moment.js';

/** Distinct host pairs, and interfaces, remembered per capture. Beyond it a pair counts as not shown: never as absent. */
const MAX_COVERED = 20_000;
/** For lines that the next one soon replaces: the evidence store never frees what it was given. */
const memory = memoryStore();

interface Ends {
  readonly src: Endpoint;
  readonly dst: Endpoint;
}

/** Remembers, for two endpoints (usually as a leg), in which epoch their coverage was noted: once per epoch is enough. */
export interface CoverageNote {
  coveredIn: Epoch | undefined;
}

export interface Captures {
  /** Counts an event, and returns the capture it belongs to. */
  captureOf(event: { source: Source; origin: { file: string }; stamp: Stamp | undefined }): Capture;
  /** The capture of the event before, if an event with this source, file and stamp belongs to it as well. */
  latest(source: Source, file: string, stamp: Stamp | undefined): Capture | undefined;
  keepMoment(
    event: TraceEvent | { source: Source; origin: Moment['line']; stamp: Stamp | undefined },
  ): Moment;
  /** The same for a moment that is soon replaced: it does not count as kept, and its text stays in memory. */
  passingMoment: Captures['keepMoment'];
  readonly all: Capture[];
  /** Notes that a packet between two endpoints was shown on an interface. `noted` remembers that it was. */
  noteCoverage(
    capture: Capture,
    ends: Ends,
    iface: string | undefined,
    noted: CoverageNote | undefined,
  ): void;
  /** These two endpoints are a control channel, although the port did not say so: their packets were no data. */
  noteControl(client: Endpoint, server: Endpoint): void;
  /** Events so far, which is the `order` of the latest one. */
  eventsSoFar: () => number;
  /** Moments kept since the start, evicted ones included. */
  momentsKept: () => number;
  /** The highest `order` that every open capture has left behind by `window` microseconds of log time; -1: none. */
  orderBefore: (window: number) => number;
  /** How far an input's log time has come, in microseconds since the first unit's log began; -Infinity: unknown. */
  logTimeOf(file: string): number;
  /** This input has ended. */
  endOf(file: string): void;
}

/** What each source of each file demonstrably covers: time span, interfaces, host pairs, filters. */
export function createCaptures(store: EvidenceStore, places: KnownEndpoints): Captures {
  const all: Capture[] = [];
  const byName = new Map<string, Capture>();
  let last: Capture | undefined;
  let order = 0;
  /** Log time (microseconds) at which the latest capture gets its next mark. */
  let next = 0;
  let kept = 0;
  const marks = new Map<Capture, Mark[]>();
  const epochs = new Map<Capture, Epoch>();
  const keptStamp = createKeptStamps();

  const latest: Captures['latest'] = (source, file, stamp) =>
    last?.source === source && last.file === file && !countsOtherwise(last, stamp) ? last : undefined;
  const of: Captures['captureOf'] = (event) => {
    const { source, stamp } = event;
    const { file } = event.origin;
    if (latest(source, file, stamp) === undefined || last === undefined) {
      const name = `${source} ${file}`;
      const known = byName.get(name);
      // Two sniffers in one log: what counts from its own start has a clock of its own.
      const fitting = known !== undefined && countsOtherwise(known, stamp) ? other(name) : name;
      last = byName.get(fitting) ?? add(fitting, source, file);
      next = nextAfter(marks.get(last));
    }
    order += 1;
    last.lastOrder = order;
    if (stamp !== undefined) {
      if (last.first === undefined || stamp.at < last.first.at) last.first = keptStamp(stamp);
      if (last.last === undefined || stamp.at >= last.last.at) last.last = stamp;
      if (stamp.at >= next) next = mark(marks.get(last), order, stamp.at);
    }
    return last;
  };
  const add = (name: string, source: Source, file: string): Capture => {
    const capture: Capture = {
      source,
      file,
      first: undefined,
      last: undefined,
      lastOrder: 0,
      packets: 0,
      interfaces: new Set(),
      filters: [],
      received: [],
      dataPairs: new Set(),
      pairs: new Set(),
      clock: undefined,
    };
    all.push(capture);
    byName.set(name, capture);
    marks.set(capture, []);
    epochs.set(capture, Symbol());
    return capture;
  };
  const momentOf = (event: Parameters<Captures['keepMoment']>[0], kept: EvidenceStore): Moment => ({
    capture: of(event),
    stamp: event.stamp === undefined ? undefined : keptStamp(event.stamp),
    order,
    line: kept.keep(event.origin),
  });
  return {
    captureOf: of,
    latest,
    all,
    keepMoment(event) {
      kept += 1;
      return momentOf(event, store);
    },
    passingMoment: (event) => momentOf(event, memory),
    noteCoverage(capture, { src, dst }, iface, noted) {
      if (iface !== undefined && !capture.interfaces.has(iface) && capture.interfaces.size < MAX_COVERED) {
        capture.interfaces.add(own(iface));
      }
      const epoch = epochs.get(capture);
      if (noted !== undefined) {
        if (noted.coveredIn === epoch) return;
        noted.coveredIn = epoch;
      }
      const pair = hostPair(src, dst);
      if (capture.dataPairs.has(pair)) return;
      if (!capture.pairs.has(pair) && capture.pairs.size < MAX_COVERED) capture.pairs.add(own(pair));
      if (places.isControl(src) || places.isControl(dst)) return;
      if (capture.dataPairs.size < MAX_COVERED) capture.dataPairs.add(own(pair));
    },
    noteControl(client, server) {
      if (places.isControl(server)) return;
      places.control(server);
      for (const capture of all) epochs.set(capture, Symbol());
      const pair = hostPair(client, server);
      for (const { dataPairs } of all) dataPairs.delete(pair);
    },
    eventsSoFar: () => order,
    momentsKept: () => kept,
    orderBefore(window) {
      let least = order;
      for (const [capture, made] of marks) {
        const { last } = capture;
        if (last === undefined) continue;
        const behind = made.findLast(({ at }) => last.at - at >= window);
        least = Math.min(least, behind?.order ?? -1);
      }
      return least;
    },
    logTimeOf: (file) =>
      all
        .filter((capture) => capture.file === file)
        .reduce((most, capture) => Math.max(most, reached(capture, all)), -Infinity),
    endOf(file) {
      for (const capture of marks.keys()) if (capture.file === file) marks.delete(capture);
    },
  };
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

/** The log time (`at`, microseconds) that a capture had reached at an event (`order`). */
interface Mark {
  readonly order: number;
  readonly at: number;
}

/** A mark every half second of log time. */
const MARK_INTERVAL = 500_000;
/** Marks per capture; beyond it the older half is thinned out. */
const MAX_MARKS = 4096;

/** Returns the log time at which the next mark is due. Of the older half every second mark is precise enough. */
function mark(made: Mark[] | undefined, order: number, at: number): number {
  if (made === undefined) return Infinity;
  made.push({ order, at });
  if (made.length >= MAX_MARKS)
    made.splice(0, MAX_MARKS / 2, ...made.slice(0, MAX_MARKS / 2).filter((_, nth) => nth % 2));
  return at + MARK_INTERVAL;
}

function nextAfter(made: Mark[] | undefined): number {
  const last = made?.at(-1);
  return last === undefined ? -Infinity : last.at + MARK_INTERVAL;
}

const other = (name: string): string => `other ${name}`;

function countsOtherwise({ first }: Capture, stamp: Stamp | undefined): boolean {
  return stamp !== undefined && first !== undefined && first.relative !== stamp.relative;
}
