import { placeOfLine, type ReportDocument } from '../document.js';
import { citedLines, timelineLines } from './cited-lines.js';
import { includesJudgement, isSameJudgement, judgementOf } from './judgement.js';
import { minimise } from './minimise.js';
import type { SourceLine } from './source-line.js';

/** Lines that may be judged in all, over all tries: a bound that does not depend on how fast the machine is. */
const MOST_LINES_JUDGED = 500_000;
/** What a try costs beside its lines. */
const LINES_PER_TRY = 300;

export interface Search {
  /** The report that the evidence has to come to. */
  readonly document: ReportDocument;
  /** All lines, or where there are too many those around the cited ones. In the order in which they were read. */
  readonly pool: readonly SourceLine[];
  /** Judges lines as if nothing else had been captured. */
  readonly judge: (lines: readonly SourceLine[]) => ReportDocument;
  /** Whether a line belongs to the one above, as a row of a hex dump does. */
  readonly goesOn: (text: string) => boolean;
}

export interface FoundEvidence {
  readonly lines: readonly SourceLine[];
  readonly isMinimal: boolean;
}

/**
 * The fewest lines with the same verdicts and codes. The cited ones mostly do; where they do not, their surroundings are
 * added, and what of these is not needed goes again. Undefined where not even the whole pool comes to the same.
 */
export function smallestEvidence(search: Search): FoundEvidence | undefined {
  return smallest(search, true) ?? smallest(search, false);
}

function smallest({ document, pool, judge, goesOn }: Search, exact: boolean): FoundEvidence | undefined {
  const wanted = judgementOf(document, exact);
  let judged = 0;
  const holds = (places: readonly number[]): boolean => {
    judged += places.length + LINES_PER_TRY;
    const told = judgementOf(judge(places.flatMap((at) => pool[at] ?? [])), exact);
    // Of what was chosen the rest of the captures may share lines.
    return document.chosen === undefined ? isSameJudgement(told, wanted) : includesJudgement(told, wanted);
  };
  const mayGoOn = (): boolean => judged < MOST_LINES_JUDGED;
  const cited = withRows(pool, citedLines(document), goesOn);
  const timeline = withRows(pool, timelineLines(document), goesOn);
  const enough = firstThat(growing(pool, cited, timeline), holds);
  if (enough === undefined) return undefined;
  const inCited = new Set(cited);
  const together = (added: readonly number[]): number[] => inOrder([...cited, ...added]);
  const added = minimise(
    enough.filter((at) => !inCited.has(at)),
    (some) => holds(together(some)),
    mayGoOn,
  );
  const { items, isMinimal } = minimise(together(added.items), holds, mayGoOn);
  return { lines: items.flatMap((at) => pool[at] ?? []), isMinimal };
}

function firstThat<T>(all: Iterable<T>, holds: (one: T) => boolean): T | undefined {
  for (const one of all) if (holds(one)) return one;
  return undefined;
}

const inOrder = (places: Iterable<number>): number[] => [...new Set(places)].sort((a, b) => a - b);

/** The lines at these places, with the rows that follow each. */
function withRows(
  pool: readonly SourceLine[],
  wanted: ReadonlySet<string>,
  goesOn: Search['goesOn'],
): number[] {
  const found: number[] = [];
  let takes = false;
  pool.forEach((line, at) => {
    takes = wanted.has(placeOfLine(line)) || (takes && goesOn(line.text));
    if (takes) found.push(at);
  });
  return found;
}

/** Ever more lines: those cited, those of the timeline, and their surroundings with the ends of the files, up to all. */
function* growing(
  pool: readonly SourceLine[],
  cited: readonly number[],
  timeline: readonly number[],
): IterableIterator<number[]> {
  yield [...cited];
  let lines = inOrder([...cited, ...timeline]);
  if (lines.length > cited.length) yield lines;
  for (let far = 1; lines.length < pool.length; far *= 3) {
    lines = around(pool, lines, far);
    yield lines;
  }
}

function around(pool: readonly SourceLine[], lines: readonly number[], far: number): number[] {
  const wanted = new Uint8Array(pool.length);
  const take = (at: number, file: string | undefined): void => {
    for (let one = Math.max(0, at - far); one <= at + far && one < pool.length; one++) {
      if (pool[one]?.file === file) wanted[one] = 1;
    }
  };
  for (const at of lines) take(at, pool[at]?.file);
  pool.forEach(({ file }, at) => {
    if (file !== pool[at - 1]?.file || file !== pool[at + 1]?.file) take(at, file);
  });
  return [...wanted.keys()].filter((at) => wanted[at] === 1);
}
