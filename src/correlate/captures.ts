import type { Source, Stamp, TraceEvent } from '../events.js';
import { addressOf, own, pairKey, portOf } from '../net.js';
import type { EvidenceStore } from './keep.js';
import type { Capture, Moment } from './timeline.js';

export const CONTROL_PORTS: ReadonlySet<number> = new Set([21, 990]);
/** Distinct host pairs and interfaces remembered per capture; beyond it a pair counts as not shown. */
const LIMIT = 20_000;

export interface Captures {
  /** The capture an event belongs to, and its moment there; the moment's line is kept only on demand. */
  of(event: { source: Source; origin: { file: string }; stamp: Stamp | undefined }): Capture;
  moment(event: TraceEvent | { source: Source; origin: Moment['line']; stamp: Stamp | undefined }): Moment;
  readonly all: Capture[];
}

/** What each source of each file demonstrably covers: time span, interfaces, host pairs, filters. */
export function createCaptures(store: EvidenceStore): Captures {
  const all: Capture[] = [];
  const byName = new Map<string, Capture>();
  let last: Capture | undefined;
  let order = 0;
  const keptStamp = createKeptStamps();

  const of: Captures['of'] = (event) => {
    if (last?.source !== event.source || last.file !== event.origin.file) {
      const name = `${event.source} ${event.origin.file}`;
      last = byName.get(name) ?? add(name, event.source, event.origin.file);
    }
    order += 1;
    last.lastOrder = order;
    const { stamp } = event;
    if (stamp !== undefined) {
      if (last.first === undefined || stamp.at < last.first.at) last.first = keptStamp(stamp);
      if (last.last === undefined || stamp.at >= last.last.at) last.last = stamp;
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
    return capture;
  };
  return {
    of,
    all,
    moment: (event) => ({
      capture: of(event),
      stamp: event.stamp === undefined ? undefined : keptStamp(event.stamp),
      order,
      line: store.keep(event.origin),
    }),
  };
}

/** Neighbours mostly share theirs in a flow trace. */
function createKeptStamps(): (stamp: Stamp) => Stamp {
  let last: Stamp | undefined;
  return (stamp) => {
    if (last?.printed !== stamp.printed || last.at !== stamp.at || last.relative !== stamp.relative) {
      const { at, width, printed, relative } = stamp;
      last = { at, width, printed: own(printed), relative };
    }
    return last;
  };
}

/** Notes that a packet between two endpoints was shown on an interface. */
export function covers(capture: Capture, src: string, dst: string, iface: string | undefined): void {
  if (iface !== undefined && !capture.interfaces.has(iface) && capture.interfaces.size < LIMIT) {
    capture.interfaces.add(own(iface));
  }
  const pair = pairKey(addressOf(src), addressOf(dst));
  if (capture.dataPairs.has(pair)) return;
  if (!capture.pairs.has(pair) && capture.pairs.size < LIMIT) capture.pairs.add(own(pair));
  if (isControl(src) || isControl(dst)) return;
  if (capture.dataPairs.size < LIMIT) capture.dataPairs.add(own(pair));
}

function isControl(end: string): boolean {
  const port = portOf(end);
  return port !== null && CONTROL_PORTS.has(port);
}
