import type { Comparison } from '../../compare/comparison.js';
import type { ComparisonPart, ComparisonRow, ComparisonSide } from './comparison.js';
import { comparisonParts, comparisonVerdict } from './comparison.js';
import { whereTheyPart } from './divergence.js';
import { heading, place, type Page } from '../text/layout.js';
import { logExcerpt } from '../text/log-excerpt.js';
import { pad, widthOf, wrap } from '../text/width.js';

/** Columns of a screen on which both sides have room beside each other; on a narrower one they follow each other. */
const TWO_COLUMNS = 110;
const GAP = '  ';
const INDENT = '  ';

/** For a terminal: GOOD to the left and BAD to the right where there is room. */
export function* comparisonText(on: Page, found: Comparison): Iterable<string> {
  const word = comparisonVerdict(found);
  const indent = ' '.repeat(word.length + 2);
  const [first = '', ...more] = wrap(whereTheyPart(found), on.width - indent.length);
  const colour = { alike: on.paint.green, different: on.paint.yellow, 'cannot-compare': on.paint.yellow };
  yield `${colour[found.answer].bold(word)}  ${first}`;
  for (const line of more) yield indent + line;
  for (const part of comparisonParts(found)) yield* partText(on, part);
}

function* partText(on: Page, part: ComparisonPart): Iterable<string> {
  yield* heading(on, part.title);
  for (const sentence of part.sentences)
    for (const line of wrap(sentence, on.width - INDENT.length, INDENT)) yield INDENT + line;
  yield* sidesText(on, part);
  if (part.rows.length > 0) yield* rowsText(on, part.rows);
}

function* sidesText(on: Page, { good, bad }: ComparisonPart): Iterable<string> {
  if (good === null || bad === null) return;
  if (on.width < TWO_COLUMNS) {
    for (const [name, side] of [['GOOD', good] as const, ['BAD', bad] as const])
      for (const line of sideText(name, side, on.width - INDENT.length)) yield INDENT + line;
    return;
  }
  const width = Math.floor((on.width - INDENT.length - GAP.length) / 2);
  const [left, right] = [sideText('GOOD', good, width), sideText('BAD', bad, width)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1)
    yield INDENT + pad(left[at] ?? '', width) + GAP + (right[at] ?? '');
}

function sideText(name: string, { sentences, lines }: ComparisonSide, width: number): string[] {
  const [first = '', ...more] = sentences;
  return [
    ...wrap(`${name}  ${first}`, width, '    '),
    ...more.flatMap((sentence) => wrap(sentence, width - 2, '').map((line) => `  ${line}`)),
    ...lines.flatMap((line) =>
      wrap(`${place(line)}  ${line.said ?? logExcerpt(line.text)}`, width - 2, '    ').map(
        (one) => `  ${one}`,
      ),
    ),
  ];
}

/** What counts is marked: `>` stands on every screen and in every ticket. */
function* rowsText(on: Page, rows: readonly ComparisonRow[]): Iterable<string> {
  const all = [{ name: '', good: 'GOOD', bad: 'BAD', marked: false }, ...rows];
  const widest = (cell: 'name' | 'good'): number => Math.max(...all.map((row) => widthOf(row[cell])));
  const [names, goods] = [widest('name'), widest('good')];
  const isWide = names + goods + Math.max(...all.map(({ bad }) => widthOf(bad))) + 8 <= on.width;
  for (const { name, good, bad, marked } of isWide ? all : rows) {
    const mark = marked ? '> ' : '  ';
    const cells = isWide
      ? [`${mark}${pad(name, names)}  ${pad(good, goods)}  ${bad}`]
      : [mark + name, `    GOOD ${good}`, `    BAD  ${bad}`];
    for (const cell of cells) {
      const fitted = isWide
        ? [cell]
        : wrap(cell.trimStart(), on.width - 8, INDENT).map(
            (one, nth) => (nth === 0 ? (/^ */.exec(cell)?.[0] ?? '') : '    ') + one,
          );
      for (const line of fitted) yield INDENT + (marked ? on.paint.yellow(line) : line);
    }
  }
}
