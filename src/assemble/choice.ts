import type { OfferOutcome } from '../document.js';

/** What of a capture is to be told. A criterion that is not there lets everything through; all that are there must fit. */
export interface Choice {
  /** The criteria as they were given, by name, for the report to say. */
  readonly by: Readonly<Record<string, readonly string[]>>;
  readonly session?: ReadonlySet<string>;
  readonly offer?: ReadonlySet<string>;
  readonly host?: (address: string) => boolean;
  readonly port?: ReadonlySet<number>;
  readonly verdict?: ReadonlySet<OfferOutcome>;
  readonly code?: ReadonlySet<string>;
  readonly since?: PointInTime;
  readonly until?: PointInTime;
}

/** Microseconds: on the reference clock, before the end of the captures, or since midnight. */
export type PointInTime =
  { readonly at: number } | { readonly beforeEnd: number } | { readonly ofDay: number };

/** Microseconds on the reference clock. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400e6;
const midnightBefore = (at: number): number => Math.floor(at / DAY) * DAY;

/** Whether the criteria can be held against a session before the end of the captures is known. */
export function needsEnd({ since, until }: Choice): boolean {
  return [since, until].some((point) => point !== undefined && !('at' in point));
}

/**
 * The choice with all its times on the reference clock. A time of day is meant on the day on which the captures begin.
 * Where it was over before they began and they run past midnight, it is meant on the next day.
 */
export function withTimesOf(choice: Choice, captured: TimeRange | null): Choice {
  if (!needsEnd(choice)) return choice;
  const { since, until, ...rest } = choice;
  const nowhere = { at: NaN };
  const begins = (at: number): boolean => captured !== null && at <= captured.to;
  const past = captured !== null && midnightBefore(captured.to) > captured.from;
  return {
    ...rest,
    ...(since && { since: captured === null ? nowhere : onClock(since, captured, begins) }),
    ...(until && { until: captured === null ? nowhere : onClock(until, captured, () => past) }),
  };
}

function onClock(
  point: PointInTime,
  { from, to }: TimeRange,
  nextDay: (at: number) => boolean,
): { readonly at: number } {
  if ('at' in point) return point;
  if ('beforeEnd' in point) return { at: to - point.beforeEnd };
  const at = midnightBefore(from) + point.ofDay;
  return { at: at < from && nextDay(at + DAY) ? at + DAY : at };
}
