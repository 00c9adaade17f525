import type { ReportDocument } from '../diagnose/document.js';
import { advice, causes, several, type Advice, type Cause } from './causes.js';
import { colourOf, heading, proof, type Page } from './page.js';
import { tally } from './facts.js';
import { paste } from './paste.js';
import { VERDICT } from './words.js';
import { wrap } from './width.js';

/** The first screen: verdict and reason, what to change, what to capture next, and why. */
export function* verdict(on: Page, document: ReportDocument): Iterable<string> {
  const { deciding, remarks } = causes(document);
  yield* headline(on, document);
  const all = [...deciding, ...remarks];
  const fixes = advice(all, 'fix');
  if (fixes.length > 0) yield* heading(on, 'WHAT TO CHANGE');
  for (const list of fixes) yield* pasted(on, list);
  const next = advice(all, 'next');
  if (next.length > 0) yield* heading(on, 'WHAT TO CAPTURE NEXT');
  for (const list of next) yield* pasted(on, list);
  if (deciding.length > 0) yield* heading(on, 'WHY');
  for (const cause of deciding) yield* explained(on, cause, document.summary);
  if (remarks.length > 0) yield* heading(on, 'ALSO SEEN');
  for (const cause of remarks) yield* explained(on, cause, document.summary);
}

function* headline(on: Page, document: ReportDocument): Iterable<string> {
  const label = VERDICT[document.verdict];
  const indent = ' '.repeat(label.length + 2);
  const [first = '', ...more] = wrap(document.summary, on.width - indent.length);
  yield `${colourOf(on.paint, document.verdict).bold(label)}  ${first}`;
  for (const line of more) yield indent + line;
  for (const line of wrap(tally(document), on.width - indent.length)) yield indent + on.paint.dim(line);
}

function* pasted(on: Page, { lines, codes, subjects }: Advice): Iterable<string> {
  const whom = `for ${codes.join(', ')} (${several(subjects)}):`;
  for (const line of wrap(whom, on.width - 2, '  ')) yield on.paint.dim(`  ${line}`);
  for (const line of lines) yield* paste(line, on.width - 4, '    ');
}

function* explained(on: Page, { first, subjects }: Cause, said: string): Iterable<string> {
  const colour = colourOf(on.paint, first.verdict);
  const [title = '', ...rest] = wrap(
    `${first.code}, ${first.confidence}: ${several(subjects)}`,
    on.width - 2,
    '  ',
  );
  const whole = title.startsWith(first.code);
  yield `  ${whole ? colour.bold(first.code) + title.slice(first.code.length) : title}`;
  for (const line of rest) yield `  ${line}`;
  const example = subjects.length > 1 ? `${first.subject}: ` : '';
  if (example !== '' || !said.includes(first.message))
    for (const line of wrap(example + first.message, on.width - 4)) yield `    ${line}`;
  for (const line of first.evidence) yield* proof(on, line, '    ');
}
