import type { ReportDocument, TimelineEntry } from '../../document.js';
import type { Redaction } from '../redaction.js';

/** Sentences and lines quote names; what they rest on is compared beside them. */
const WORDS: ReadonlySet<string> = new Set(['text', 'message', 'said', 'summary', 'fix', 'next', 'steps']);
/** What the copying of a file may change. */
const OF_FILES: ReadonlySet<string> = new Set([
  'damage',
  'unrecognised',
  'ladderOf',
  'settings',
  'settled',
  'saidAt',
]);

/**
 * Where two reports differ in what is judged: verdicts, codes, confidence, clocks, ids, lines. Null where the redacted
 * captures say the same as the originals, with pseudonyms for names.
 */
export function differenceOf(
  original: ReportDocument,
  redacted: ReportDocument,
  redaction: Redaction,
): string | null {
  const names = new Map(original.sources.map(({ file }) => [file, redaction.text(file)]));
  return differ(
    { ...original, timeline: sorted(original.timeline, (file) => names.get(file) ?? file) },
    { ...redacted, timeline: sorted(redacted.timeline, (file) => file) },
    '',
    redaction,
  );
}

/** What has the same time has no order: which of several files shows a packet first may hang on the length of names. */
function sorted(entries: Iterable<TimelineEntry>, nameOf: (file: string) => string): TimelineEntry[] {
  const keyed = [...entries].map((entry) => ({ entry, name: nameOf(entry.file) }));
  keyed.sort(
    (a, b) =>
      compare(a.entry.time ?? '', b.entry.time ?? '') ||
      compare(a.name, b.name) ||
      a.entry.line - b.entry.line,
  );
  return keyed.map(({ entry }) => entry);
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

function differ(a: unknown, b: unknown, path: string, redaction: Redaction): string | null {
  if (a === b) return null;
  if (path.endsWith('.offsetSeconds') && isOffsetOfRelativeClock(a, b, redaction)) return null;
  if (typeof a === 'string' && typeof b === 'string') return redaction.text(a) === b ? null : path;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path;
  if (isList(a)) return isList(b) ? differInList([...a], [...b], path, redaction) : path;
  if (isList(b)) return path;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return first(
    keys
      .filter((key) => !WORDS.has(key) && !OF_FILES.has(key))
      .map((key) => () => differ(valueOf(a, key), valueOf(b, key), `${path}.${key}`, redaction)),
  );
}

function differInList(
  a: readonly unknown[],
  b: readonly unknown[],
  path: string,
  redaction: Redaction,
): string | null {
  if (a.length !== b.length) return `${path}.length`;
  return first(a.map((item, nth) => () => differ(item, b[nth], `${path}[${nth}]`, redaction)));
}

/** A sniffer that counts from its own start is as far from the other clocks as they were moved. */
function isOffsetOfRelativeClock(a: unknown, b: unknown, { shift }: Redaction): boolean {
  return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b - shift) < 1e-3;
}

const valueOf = (object: object, key: string): unknown => (object as Record<string, unknown>)[key];

function isList(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function first(questions: readonly (() => string | null)[]): string | null {
  for (const question of questions) {
    const answer = question();
    if (answer !== null) return answer;
  }
  return null;
}
