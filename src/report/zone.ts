import { DateTime, FixedOffsetZone, IANAZone, type Zone as LuxonZone } from 'luxon';

import type { ReportDocument, Rows } from '../document.js';
import { allRows, ROW_LISTS } from './sections/rows.js';

/** The zone in which the unit's clock runs. No source prints it. */
export interface Zone {
  /** What that clock showed at a time: both in microseconds, the clock's as if it showed UTC. */
  readonly clockAt: (utc: number) => number;
  /** `2021-07-26T21:42:05.094442` -> `2021-07-26T21:42:05.094442+02:00` */
  readonly withOffset: (time: string) => string;
}

/** Null where no zone has this name. `Europe/Berlin`, `UTC`, `+02:00`. */
export function zoneOf(name: string): Zone | null {
  const zone = luxonZone(name);
  if (zone === null) return null;
  // Offsets change at full minutes, and most times of a capture are of a few.
  const offsets = new Map<string, string>();
  return {
    clockAt: (utc) => utc + zone.offset(Math.floor(utc / 1000)) * 60e6,
    withOffset(time) {
      const minute = time.slice(0, 16);
      let offset = offsets.get(minute);
      if (offset === undefined) {
        offset = DateTime.fromISO(minute, { zone }).toFormat('ZZ');
        offsets.set(minute, offset);
      }
      return time + offset;
    },
  };
}

function luxonZone(name: string): LuxonZone | null {
  if (/^(?:UTC|GMT|Z)$/i.test(name)) return FixedOffsetZone.utcInstance;
  if (/^(?:UTC)?[+-]\d\d:\d\d$/i.test(name))
    return FixedOffsetZone.parseSpecifier(`UTC${name.replace(/^UTC/i, '')}`);
  return IANAZone.isValidZone(name) ? IANAZone.create(name) : null;
}

/** The document with the offset of its zone on every time. Rows on disk and the timeline get theirs when they are read. */
export function inZone(document: ReportDocument, zone: Zone): ReportDocument {
  const { timeline, settled, ladderOf, ...rest } = document;
  const told = zoned(rest, zone);
  const lists = <K extends keyof Rows>(name: K): Iterable<Rows[K]> => ({
    *[Symbol.iterator]() {
      for (const row of allRows({ ...document, ...EMPTY }, name)) yield zoned(row, zone);
    },
  });
  return {
    ...told,
    ...(ladderOf && { ladderOf: (id: string) => zoned(ladderOf(id), zone) }),
    timeline: Object.assign({}, timeline, {
      *[Symbol.iterator]() {
        for (const entry of timeline) yield zoned(entry, zone);
      },
    }),
    ...(settled === undefined
      ? {}
      : { settled: Object.fromEntries(ROW_LISTS.map((name) => [name, lists(name)])) as never }),
  };
}

const EMPTY = { controlSessions: [], offers: [], expectations: [], dataFlows: [], findings: [] };
/** The keys that hold a time; a text from a log that looks like one is left as it is. */
const TIMES: ReadonlySet<string> = new Set(['time', 'since', 'until']);
const CLOCK = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;

function zoned<T>(value: T, zone: Zone): T {
  if (Array.isArray(value)) return value.map((one: unknown) => zoned(one, zone)) as T;
  // A line of a capture holds no time of ours, and its text may lie on disk.
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  const pairs = Object.entries(value).map(([name, one]: [string, unknown]) => [
    name,
    typeof one === 'string' && TIMES.has(name) && CLOCK.test(one) ? zone.withOffset(one) : zoned(one, zone),
  ]);
  return Object.fromEntries(pairs) as T;
}
