import type { Comparison } from '../../compare/comparison.js';
import { comparisonParts, comparisonVerdict, type ComparisonPart } from '../sections/comparison.js';
import { whereTheyPart } from '../sections/divergence.js';
import { block, markdownTable, prose } from '../text/escape-markdown.js';
import { place } from '../text/layout.js';
import { logExcerpt } from '../text/log-excerpt.js';

/** For a ticket. `redaction` says whether names are left in it. */
export function* comparisonMarkdown(found: Comparison, redaction: string): Iterable<string> {
  const word = comparisonVerdict(found);
  yield* [`# fgtrace diff: ${word}`, '', `**${word}** ${prose(whereTheyPart(found))}`, '', redaction];
  for (const part of comparisonParts(found)) {
    yield* ['', `## ${prose(part.title)}`];
    if (part.sentences.length > 0) yield* ['', ...part.sentences.map((sentence) => `- ${prose(sentence)}`)];
    yield* sides(part);
    yield* rows(part);
  }
}

function* sides({ good, bad }: ComparisonPart): Iterable<string> {
  for (const [name, side] of [['GOOD', good] as const, ['BAD', bad] as const]) {
    if (side === null) continue;
    const [first = '', ...more] = side.sentences;
    yield* ['', `**${name}** ${prose(first)}`];
    for (const sentence of more) yield* ['', prose(sentence)];
    if (side.lines.length > 0)
      yield* [
        '',
        ...block(side.lines.map((line) => `${place(line)}  ${line.said ?? logExcerpt(line.text)}`)),
      ];
  }
}

function* rows({ rows: all }: ComparisonPart): Iterable<string> {
  if (all.length === 0) return;
  yield '';
  yield* markdownTable(
    ['', 'GOOD', 'BAD', ''],
    all.map(({ name, good, bad, marked }) => [
      prose(name),
      prose(good),
      prose(bad),
      marked ? '**here**' : '',
    ]),
  );
}
