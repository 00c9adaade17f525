import type { TraceEvent } from '../../events/events.js';
import type { Meaning } from './message-lookup.js';
import { eventLine } from '../text/event-json.js';
import { plain } from '../text/sanitize.js';
import { cut, wrap } from '../text/width.js';

const LONGEST_PASTED_LINE = 400;

/**
 * A pasted line, what it means, and the values in it. A meaning is printed once; when `repeated`, only the entry's
 * name is.
 */
export function* explainedLine(
  text: string,
  { id, means }: Meaning,
  events: readonly TraceEvent[],
  width: number,
  repeated: boolean,
): Iterable<string> {
  yield `${cut(plain(text), LONGEST_PASTED_LINE)}\n`;
  if (repeated) yield `  ${id}, as above\n`;
  else yield* indented(means, width, '  ');
  for (const event of events) {
    // An event of this kind says no more than that the line is a message.
    if (!event.kind.endsWith('-message')) yield* indented(facts(event), width, '    ');
  }
  if (!repeated) yield `    (${id})\n`;
  yield '\n';
}

/** A line that no parser knows, and the messages that it may have been. */
export function* unknownLine(text: string, near: readonly Meaning[], width: number): Iterable<string> {
  yield `${cut(plain(text), LONGEST_PASTED_LINE)}\n`;
  yield near.length > 0
    ? '  This is not in the catalogue. Nearest to it are:\n'
    : '  This is not in the catalogue, and nothing there is like it.\n';
  for (const { id, means, sample } of near) {
    yield* indented(`${sample ?? id} (${id})`, width, '    ');
    yield* indented(means, width, '      ');
  }
  yield '\n';
}

/** How many more lines were not known. */
export function* otherUnknownLines(count: number): Iterable<string> {
  if (count > 0) yield `${count} other ${count === 1 ? 'line is' : 'lines are'} not in the catalogue.\n`;
}

/** A name that fgtrace prints, such as the id of a catalogue entry. */
export function* explainedName({ id, means, sample }: Meaning, width: number): Iterable<string> {
  yield `${id}\n`;
  yield* indented(means, width, '  ');
  if (sample !== undefined) yield* indented(`For example: ${sample}`, width, '    ');
  yield '\n';
}

function* indented(text: string, width: number, indent: string): Iterable<string> {
  for (const line of wrap(plain(text), width - indent.length)) yield `${indent}${line}\n`;
}

/** `sessionId 026d9f42, direction original`: the names that `fgtrace events` gives them. */
function facts(event: TraceEvent): string {
  const said = JSON.parse(eventLine(event)) as Record<string, unknown>;
  return Object.entries(said)
    .filter(([name]) => !FIELDS_IN_LINE.has(name))
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

/** Fields that the pasted line shows by itself. */
const FIELDS_IN_LINE = new Set([
  'source',
  'file',
  'line',
  'time',
  'printed',
  'text',
  'func',
  'traceId',
  'pid',
]);
