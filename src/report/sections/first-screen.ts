import type { ReportDocument } from '../../document.js';
import type { RemedyStep } from '../../remedy.js';
import { glance } from './at-a-glance.js';
import { chosenWords } from './chosen.js';
import { advice, fewOfEach, subjectList, type Advice, type FindingGroup } from './grouped-findings.js';
import { offerList } from './offer-list.js';
import { firstOption, stepName } from './steps.js';
import { tally } from './summary-lines.js';
import { commandLines } from '../text/command-lines.js';
import { counted, VERDICT_NAME } from '../text/labels.js';
import { colourOf, heading, type Page } from '../text/layout.js';
import { wrap } from '../text/width.js';

/** A row of the first screen, or the rows of a block to paste. */
type Row = string | string[];

/** Rows of a terminal that nobody has made larger. */
const SCREEN_ROWS = 24;

/**
 * The first screen alone. A block to paste stands there whole or not at all: half of one would leave the unit in the
 * middle of a table.
 */
export function* brief(
  on: Page,
  document: ReportDocument,
  found: Parameters<typeof screenRows>[2],
): Iterable<string> {
  const whole = [...screenRows(on, document, found)];
  const all = whole.flat().length;
  if (all <= SCREEN_ROWS) {
    yield* whole.flat();
    return;
  }
  const lines = fitting([...screenRows(on, document, found, true)], SCREEN_ROWS - 1);
  yield* lines;
  const more = counted(all - lines.length, 'more line');
  yield on.paint.dim(`  ${more} of this, and the proof: without --brief`);
}

/** Blocks as long as there is room; behind one that is left out, none, for the better way stands first. */
function fitting(rows: readonly Row[], most: number): string[] {
  let room = most - rows.filter((row) => typeof row === 'string').length;
  const lines = rows.flatMap((row) => {
    if (typeof row === 'string') return [row];
    const fits = row.length <= room;
    room = fits ? room - row.length : 0;
    return fits ? row : [];
  });
  return lines.slice(0, most);
}

/**
 * Verdict, when, why and how sure; of several offers a line each; what to do, and what to capture next. Where that is
 * more than a screen, the short one leaves out all options but the first, and all advice but that on the leading cause.
 */
export function* screenRows(
  on: Page,
  document: ReportDocument,
  { deciding, remarks }: Readonly<Record<'deciding' | 'remarks', readonly FindingGroup[]>>,
  isShort = false,
): Iterable<Row> {
  yield* headline(on, document);
  for (const [name, words] of glance(document, deciding)) {
    const [first = '', ...more] = wrap(words, on.width - FACT_INDENT);
    yield `  ${on.paint.bold(name.padEnd(FACT_INDENT - 2))}${first}`;
    for (const line of more) yield ' '.repeat(FACT_INDENT) + line;
  }
  yield* offerList(on, document);
  const all = [...deciding, ...remarks];
  yield* advised(
    on,
    'WHAT TO DO',
    advice(all, ({ steps }) => steps),
    stepLines,
    isShort,
  );
  yield* advised(
    on,
    'WHAT TO CAPTURE NEXT',
    advice(all, ({ next }) => next),
    pastedBlocks,
    isShort,
  );
}

const FACT_INDENT = '  Weakened  '.length;

function* advised<T>(
  on: Page,
  title: string,
  lists: readonly Advice<T>[],
  print: (on: Page, what: readonly T[], isShort: boolean) => Iterable<Row>,
  isShort: boolean,
): Iterable<Row> {
  if (lists.length > 0) yield* heading(on, title);
  const { few, more } = fewOfEach(lists, ({ codes }) => codes);
  for (const { what, codes, subjects } of isShort ? few.slice(0, 1) : few) {
    const whom = `for ${codes.join(', ')} (${subjectList(subjects)}):`;
    for (const line of wrap(whom, on.width - 2, '  ')) yield on.paint.dim(`  ${line}`);
    yield* print(on, what, isShort);
  }
  if (!isShort) yield* moreOf(on, more);
}

function* headline(on: Page, document: ReportDocument): Iterable<string> {
  const label = VERDICT_NAME[document.verdict];
  const indent = ' '.repeat(label.length + 2);
  const [first = '', ...more] = wrap(document.summary, on.width - indent.length);
  yield `${colourOf(on.paint, document.verdict).bold(label)}  ${first}`;
  for (const line of more) yield indent + line;
  for (const words of [tally(document), ...chosenWords(document)])
    for (const line of wrap(words, on.width - indent.length)) yield indent + on.paint.dim(line);
}

function* stepLines(on: Page, steps: readonly RemedyStep[], isShort: boolean): Iterable<Row> {
  for (const step of isShort ? firstOption(steps).first : steps) {
    const name = stepName(step, steps);
    const [first = '', ...more] = wrap(`${name}: ${step.title}`, on.width - 2, '  ');
    yield `  ${first.startsWith(name) ? on.paint.bold(name) + first.slice(name.length) : first}`;
    for (const line of more) yield `  ${line}`;
    yield pastedLines(on, step.lines);
  }
}

/** Commands to capture stand in blocks, one for each SSH session, that begin with a comment. */
function* pastedBlocks(on: Page, lines: readonly string[]): Iterable<Row> {
  let block: string[] = [];
  for (const line of lines) {
    if (line.startsWith('#') && block.length > 0) {
      yield pastedLines(on, block);
      block = [];
    }
    block.push(line);
  }
  yield pastedLines(on, block);
}

const pastedLines = (on: Page, lines: readonly string[]): string[] =>
  lines.flatMap((line) => [...commandLines(line, on.width - 4, '    ')]);

export function* moreOf(on: Page, more: readonly string[]): Iterable<string> {
  for (const words of more)
    for (const line of wrap(words, on.width - 2, '  ')) yield on.paint.dim(`  ${line}`);
}
