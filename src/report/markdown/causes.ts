import type { Evidence } from '../../document.js';
import { fewOfEach, subjectList, type FindingGroup } from '../sections/grouped-findings.js';
import { block, code, prose } from '../text/escape-markdown.js';
import { inParentheses, sureness } from '../text/labels.js';
import { place } from '../text/layout.js';

/** Characters. Ticket systems and code hosts cut off or refuse long tickets. */
export const LONGEST_LOG_LINE = 400;

export function* causeSections(
  title: string,
  all: readonly FindingGroup[],
  said: string,
  beneath?: ReadonlyMap<FindingGroup, readonly FindingGroup[]>,
): Iterable<string> {
  if (all.length > 0) yield* ['', `## ${title}`];
  const { few, more } = fewOfEach(all, ({ first }) => [first.code]);
  for (const cause of few) {
    yield* explained(cause, said);
    yield* consequences(beneath?.get(cause), said);
  }
  for (const words of more) yield* ['', prose(words)];
}

export function* consequences(all: readonly FindingGroup[] = [], said: string): Iterable<string> {
  for (const one of all) yield* explained(one, said, '####');
}

function* explained({ first, subjects }: FindingGroup, said: string, level = '###'): Iterable<string> {
  yield* [
    '',
    `${level} ${code(first.code)}${sureness(first.code, first.confidence, inParentheses)}: ${prose(subjectList(subjects))}`,
  ];
  if (subjects.length > 1) yield* ['', `${prose(first.subject)}: ${prose(first.message)}`];
  else if (!said.includes(first.message)) yield* ['', prose(first.message)];
  if (first.evidence.length > 0) yield* ['', ...block(first.evidence.map(placedLine))];
}

const placedLine = (line: Evidence): string =>
  `${place(line)}  ${line.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_LOG_LINE)}`;
