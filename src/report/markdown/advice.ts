import type { RemedyStep } from '../../remedy.js';
import {
  advice,
  fewOfEach,
  subjectList,
  type Advice,
  type FindingGroup,
} from '../sections/grouped-findings.js';
import { firstOption, stepName } from '../sections/steps.js';
import { block, code, prose } from '../text/escape-markdown.js';

/** What a ticket needs at once, and what is folded away. */
interface Parts {
  readonly first: Iterable<string>;
  readonly more: Iterable<string>;
}

/** Of the first advice what to check and the first option; its other options, and all other advice, are folded. */
export function whatToDo(all: readonly FindingGroup[]): Parts {
  const { few, more } = fewOfEach(
    advice(all, ({ steps }) => steps),
    ({ codes }) => codes,
  );
  const [lead, ...rest] = few;
  if (lead === undefined) return { first: [], more: [] };
  const { first, others } = firstOption(named(lead.what));
  const further = rest.map((one) => ({ ...one, what: named(one.what) }));
  const options = others.length === 0 ? [] : [{ ...lead, what: others }];
  return {
    first: listed('What to do', [{ ...lead, what: first }], stepBlocks),
    more: listed('More to do', [...options, ...further], stepBlocks, more),
  };
}

interface NamedStep extends RemedyStep {
  readonly name: string;
}

const named = (steps: readonly RemedyStep[]): NamedStep[] =>
  steps.map((step) => ({ ...step, name: stepName(step, steps) }));

function* stepBlocks(steps: readonly NamedStep[]): Iterable<string> {
  for (const [at, { name, title, lines }] of steps.entries()) {
    if (at > 0) yield '';
    yield `**${name}:** ${prose(title)}`;
    if (lines.length > 0) yield* ['', ...block(lines)];
  }
}

export function whatToCapture(all: readonly FindingGroup[]): Parts {
  const { few, more } = fewOfEach(
    advice(all, ({ next }) => next),
    ({ codes }) => codes,
  );
  return {
    first: listed('What to capture next', few.slice(0, 1), block),
    more: listed('More to capture', few.slice(1), block, more),
  };
}

function* listed<T>(
  title: string,
  lists: readonly Advice<T>[],
  print: (what: readonly T[]) => Iterable<string>,
  more: readonly string[] = [],
): Iterable<string> {
  if (lists.length + more.length > 0) yield* ['', `## ${title}`];
  for (const { codes, subjects, what } of lists) {
    yield* ['', `For ${codes.map(code).join(', ')} (${prose(subjectList(subjects))}):`, ''];
    yield* print(what);
  }
  for (const words of more) yield* ['', prose(words)];
}
