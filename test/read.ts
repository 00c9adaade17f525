import type { TraceEvent } from '../src/events/events.js';
import { createReader } from '../src/parsers/reader.js';

/** Everything a text gives: events, summary, counts, and damage as `kind@line`. */
export function read(text: string) {
  const events: TraceEvent[] = [];
  const reader = createReader('x', (event) => events.push(event));
  for (const line of text.split('\n')) reader.line(line);
  reader.end();
  const summary = reader.summary();
  return {
    events,
    summary,
    tally: reader.tally(),
    unclaimed: reader.unclaimed(),
    damage: summary.damage.map(({ kind, firstLine }) => `${kind}@${firstLine}`),
  };
}

const COMMON = new Set(['origin', 'stamp', 'source']);

/** The events without what every one has: source, place and time. */
export function facts(text: string): object[] {
  return read(text).events.map((event) =>
    Object.fromEntries(
      Object.entries(event).filter(([key, value]) => value !== undefined && !COMMON.has(key)),
    ),
  );
}
