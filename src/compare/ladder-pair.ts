import type { Ladder, LadderStep } from '../ladder.js';
import { align } from './align.js';
import type { LadderPair, SubjectPair } from './comparison.js';
import type { ComparedSide } from './side.js';
import { wordsWithoutNumbers } from './telling-lines.js';

/** The two ladders of a pair of offers, with equal steps in the same row; null where one of them cannot be drawn. */
export function ladderPair(
  pair: SubjectPair | null,
  good: ComparedSide,
  bad: ComparedSide,
): LadderPair | null {
  if (pair?.kind !== 'offer') return null;
  const [here, there] = [good.report.ladderOf?.(pair.good.id), bad.report.ladderOf?.(pair.bad.id)];
  if (here === undefined || there === undefined) return null;
  return { good: here, bad: there, ...rowsOf(here, there) };
}

/** Between two steps that both have, each side goes on by itself, row by row. */
function rowsOf(good: Ladder, bad: Ladder): Pick<LadderPair, 'rows' | 'parting'> {
  const same = (a: number, b: number): number => likeSteps(good.steps[a], bad.steps[b]);
  const rows = { good: [] as number[], bad: [] as number[] };
  let next = 0;
  let parting: number | null = null;
  const ends = [good.steps.length, bad.steps.length] as const;
  for (const [a, b] of [...align(...ends, same), ends]) {
    const alone = Math.max(a - rows.good.length, b - rows.bad.length);
    if (alone > 0) parting ??= next;
    for (let at = next; rows.good.length < a; at += 1) rows.good.push(at);
    for (let at = next; rows.bad.length < b; at += 1) rows.bad.push(at);
    next += alone;
    if (a === ends[0] || b === ends[1]) break;
    rows.good.push(next);
    rows.bad.push(next);
    next += 1;
  }
  const broken = [rows.bad[bad.steps.findIndex(isBroken)], rows.good[good.steps.findIndex(isBroken)]];
  return { rows, parting: broken.find((row) => row !== undefined) ?? parting };
}

const isBroken = ({ failed }: LadderStep): boolean => failed;

/** The same arrow with the same words, whatever its numbers; a step that failed is none that went well. */
function likeSteps(a: LadderStep | undefined, b: LadderStep | undefined): number {
  if (a === undefined || b === undefined || a.failed !== b.failed) return 0;
  if (a.from !== b.from || a.to !== b.to || a.kind !== b.kind) return 0;
  return wordsWithoutNumbers(a.label) === wordsWithoutNumbers(b.label) ? 1 : 0;
}
