import type { ReportDocument } from '../../document.js';
import {
  besideCauses,
  fewOfEach,
  groupFindings,
  subjectList,
  type FindingGroup,
} from './grouped-findings.js';
import { screenRows, moreOf } from './first-screen.js';
import { colourOf, heading, proofs, type Page } from '../text/layout.js';
import { sureness } from '../text/labels.js';
import { wrap } from '../text/width.js';

/** The first screen; then each cause with its proof, and beneath it what else was found of the same offers. */
export function* verdict(on: Page, document: ReportDocument): Iterable<string> {
  const found = groupFindings(document);
  for (const row of screenRows(on, document, found)) yield* [row].flat();
  const { beneath, others } = besideCauses(found);
  yield* groups(on, 'WHY', found.deciding, document.summary, beneath);
  yield* groups(on, 'ALSO SEEN', others, document.summary);
}

function* groups(
  on: Page,
  title: string,
  all: readonly FindingGroup[],
  said: string,
  beneath: ReadonlyMap<FindingGroup, readonly FindingGroup[]> = new Map(),
): Iterable<string> {
  if (all.length > 0) yield* heading(on, title);
  const { few, more } = fewOfEach(all, ({ first }) => [first.code]);
  for (const cause of few) {
    yield* explained(on, cause, said);
    for (const one of beneath.get(cause) ?? [])
      for (const line of explained({ ...on, width: on.width - 4 }, one, said)) yield `    ${line}`;
  }
  yield* moreOf(on, more);
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
