import type { ReportDocument, Rows, SpooledRows } from '../../document.js';
import { cleaned } from '../text/sanitize.js';

export const ROW_LISTS: readonly (keyof Rows)[] = [
  'controlSessions',
  'offers',
  'expectations',
  'dataFlows',
  'findings',
];

/** A list of the report, row by row: of a long capture most rows lie on disk. */
export function* allRows<K extends keyof Rows>(document: ReportDocument, name: K): Iterable<Rows[K]> {
  if (document.settled !== undefined) yield* document.settled[name];
  yield* document[name] as Iterable<Rows[K]>;
}

/** The first rows that are wanted, at most `most`. */
export function firstOf<T>(rows: Iterable<T>, most: number, wanted: (row: T) => boolean = () => true): T[] {
  const found: T[] = [];
  for (const row of rows) {
    if (found.length >= most) break;
    if (wanted(row)) found.push(row);
  }
  return found;
}

/** The document with the rows that lie on disk read back, for a comparison of everything with everything. */
export function withSettledRows(document: ReportDocument): ReportDocument {
  const { settled, ...rest } = document;
  if (settled === undefined) return document;
  const lists = ROW_LISTS.map((name) => [name, [...allRows(document, name)]] as const);
  return { ...rest, ...Object.fromEntries(lists) };
}

/**
 * The document with all its text made safe to print. The timeline and the rows on disk may be long, so they are made
 * safe row by row when they are read.
 */
export function readable(document: ReportDocument): ReportDocument {
  const { timeline, settled, ladderOf, ...rest } = document;
  const lazy =
    ladderOf === undefined ? { timeline } : { timeline, ladderOf: (id: string) => cleaned(ladderOf(id)) };
  if (settled === undefined) return { ...cleaned(rest), ...lazy };
  const none = { controlSessions: [], offers: [], expectations: [], dataFlows: [], findings: [] };
  return { ...cleaned({ ...rest, ...none }), ...lazy, settled: cleanedRows(document) };
}

function cleanedRows(document: ReportDocument): SpooledRows {
  const list = <K extends keyof Rows>(name: K): Iterable<Rows[K]> => ({
    *[Symbol.iterator]() {
      for (const row of allRows(document, name)) yield cleaned(row);
    },
  });
  return {
    controlSessions: list('controlSessions'),
    offers: list('offers'),
    expectations: list('expectations'),
    dataFlows: list('dataFlows'),
    findings: list('findings'),
  };
}
