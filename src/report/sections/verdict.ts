import type { ReportDocument } from '../../document.js';
import type { RemedyStep } from '../../remedy.js';
import {
  advice,
  groupFindings,
  fewOfEach,
  subjectList,
  type Advice,
  type FindingGroup,
} from './grouped-findings.js';
import { colourOf, heading, proofs, type Page } from '../text/layout.js';
import { chosenWords } from './chosen.js';
import { tally } from './summary-lines.js';
import { commandLines } from '../text/command-lines.js';
import { counted, sureness, VERDICT_NAME } from '../text/labels.js';
import { glance } from './at-a-glance.js';
import { offerList } from './offer-list.js';
import { stepName } from './steps.js';
import { wrap } from '../text/width.js';

/** Verdict, when, why and how sure; of several offers a line each; what to change, what to capture next; and the proof. */
export function* verdict(on: Page, document: ReportDocument): Iterable<string> {
  const found = groupFindings(document);
  yield* firstScreen(on, document, found);
  yield* groups(on, 'WHY', found.deciding, document.summary);
  yield* groups(on, 'ALSO SEEN', found.remarks, document.summary);
}

/** Rows of a terminal that nobody has made larger. */
const SCREEN_ROWS = 24;

/** The first screen alone, cut to what fits on it. */
export function* brief(on: Page, document: ReportDocument): Iterable<string> {
  const lines = [...firstScreen(on, document, groupFindings(document))];
  const isLong = lines.length > SCREEN_ROWS;
  yield* isLong ? lines.slice(0, SCREEN_ROWS - 1) : lines;
  const more = counted(lines.length - SCREEN_ROWS + 1, 'more line');
  if (isLong) yield on.paint.dim(`  ${more} of this, and the proof: without --brief`);
}

function* firstScreen(
  on: Page,
  document: ReportDocument,
  { deciding, remarks }: ReturnType<typeof groupFindings>,
): Iterable<string> {
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
  );
  yield* advised(
    on,
    'WHAT TO CAPTURE NEXT',
    advice(all, ({ next }) => next),
    pastedLines,
  );
}

const FACT_INDENT = '  Weakened  '.length;

function* advised<T>(
  on: Page,
  title: string,
  lists: readonly Advice<T>[],
  print: (on: Page, what: readonly T[]) => Iterable<string>,
): Iterable<string> {
  if (lists.length > 0) yield* heading(on, title);
  const { few, more } = fewOfEach(lists, ({ codes }) => codes);
  for (const { what, codes, subjects } of few) {
    const whom = `for ${codes.join(', ')} (${subjectList(subjects)}):`;
    for (const line of wrap(whom, on.width - 2, '  ')) yield on.paint.dim(`  ${line}`);
    yield* print(on, what);
  }
  yield* moreOf(on, more);
}

function* groups(on: Page, title: string, all: readonly FindingGroup[], said: string): Iterable<string> {
  if (all.length > 0) yield* heading(on, title);
  const { few, more } = fewOfEach(all, ({ first }) => [first.code]);
  for (const cause of few) yield* explained(on, cause, said);
  yield* moreOf(on, more);
}

function* moreOf(on: Page, more: readonly string[]): Iterable<string> {
  for (const words of more)
    for (const line of wrap(words, on.width - 2, '  ')) yield on.paint.dim(`  ${line}`);
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

function* stepLines(on: Page, steps: readonly RemedyStep[]): Iterable<string> {
  for (const step of steps) {
    const name = stepName(step, steps);
    const [first = '', ...more] = wrap(`${name}: ${step.title}`, on.width - 2, '  ');
    yield `  ${first.startsWith(name) ? on.paint.bold(name) + first.slice(name.length) : first}`;
    for (const line of more) yield `  ${line}`;
    yield* pastedLines(on, step.lines);
  }
}

function* pastedLines(on: Page, lines: readonly string[]): Iterable<string> {
  for (const line of lines) yield* commandLines(line, on.width - 4, '    ');
}

function* explained(on: Page, { first, subjects }: FindingGroup, said: string): Iterable<string> {
  const colour = colourOf(on.paint, first.verdict);
  const [title = '', ...rest] = wrap(
    `${first.code}${sureness(first.code, first.confidence, (sure) => `, ${sure}`)}: ${subjectList(subjects)}`,
    on.width - 2,
    '  ',
  );
  const whole = title.startsWith(first.code);
  yield `  ${whole ? colour.bold(first.code) + title.slice(first.code.length) : title}`;
  for (const line of rest) yield `  ${line}`;
  const example = subjects.length > 1 ? `${first.subject}: ` : '';
  if (example !== '' || !said.includes(first.message))
    for (const line of wrap(example + first.message, on.width - 4)) yield `    ${line}`;
  yield* proofs(on, first.evidence, '    ');
}
