import type { Comparison, OfferPair, SessionPair } from '../../compare/compare.js';
import type { Evidence } from '../../document.js';
import { stringify } from './json.js';
import { block, prose } from '../text/escape-markdown.js';
import { whereTheyPart, lonely, sides, stageNames } from '../sections/divergence.js';
import { heading, page, place, proof, type Options, type Page } from '../text/layout.js';
import { cleaned } from '../text/sanitize.js';
import { STAGE, VERDICT } from '../text/labels.js';
import { wrap } from '../text/width.js';

type ComparisonRenderer = (comparison: Comparison, options: Options) => Iterable<string>;

export const comparisonRenderers: Readonly<Record<'text' | 'json' | 'markdown', ComparisonRenderer>> = {
  text,
  json,
  markdown,
};

const label = ({ different }: Comparison): string => (different ? 'DIFFERENT' : 'ALIKE');

/** What is worth telling of each pair: a title, sentences, and the lines of both sides. */
interface Part {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Of GOOD, then of BAD. */
  readonly lines: readonly (readonly [name: string, lines: readonly Evidence[]])[];
}

function* parts({ sessions, offers }: Comparison): Iterable<Part> {
  for (const pair of sessions) if (pair.facts.length > 0 || pair.parting !== null) yield sessionPart(pair);
  for (const pair of offers) if (pair.different || pair.unseen.length > 0) yield offerPart(pair);
}

function sessionPart({ good, bad, facts, parting }: SessionPair): Part {
  const sentences = facts.map(
    (fact) => `${fact.fact}: ${fact.good ?? '-'} in GOOD, ${fact.bad ?? '-'} in BAD`,
  );
  if (parting) sentences.push(`${STAGE[parting.stage]}: ${sides(parting)}`);
  return { title: `Control sessions ${good} and ${bad}`, sentences, lines: linesOf(parting) };
}

function offerPart({ command, good, bad, parting, unseen, different }: OfferPair): Part {
  const sentences = [
    `GOOD: ${good.endpoint} ${VERDICT[good.verdict]}, ${good.code}`,
    `BAD: ${bad.endpoint} ${VERDICT[bad.verdict]}, ${bad.code}`,
  ];
  if (parting) sentences.push(`part at ${STAGE[parting.stage]}: ${sides(parting)}`);
  else if (different) sentences.push('no stage that both show differs');
  if (unseen.length > 0) sentences.push(`one of them does not show: ${stageNames(unseen)}`);
  return {
    title: `${command ?? 'Implied'} offers ${good.offer} and ${bad.offer}`,
    sentences,
    lines: linesOf(parting),
  };
}

const linesOf = (parting: OfferPair['parting']): Part['lines'] =>
  parting === null
    ? []
    : [
        ['GOOD', parting.good.evidence],
        ['BAD', parting.bad.evidence],
      ];

function* text(raw: Comparison, options: Options): Iterable<string> {
  const comparison = cleaned(raw);
  for (const line of lines(page(options, []), comparison)) yield `${line.trimEnd()}\n`;
}

function* lines(on: Page, comparison: Comparison): Iterable<string> {
  const word = label(comparison);
  const indent = ' '.repeat(word.length + 2);
  const [first = '', ...more] = wrap(whereTheyPart(comparison), on.width - indent.length);
  const colour = comparison.different ? on.paint.yellow : on.paint.green;
  yield `${colour.bold(word)}  ${first}`;
  for (const line of more) yield indent + line;
  for (const part of parts(comparison)) {
    yield* heading(on, part.title);
    for (const sentence of part.sentences)
      for (const line of wrap(sentence, on.width - 2, '  ')) yield `  ${line}`;
    for (const [name, some] of part.lines) {
      if (some.length > 0) yield `  lines of ${name}:`;
      for (const line of some) yield* proof(on, line, '    ');
    }
  }
  const without = lonely(comparison);
  if (without !== '') yield* heading(on, 'Without counterpart');
  for (const line of wrap(without, on.width - 2, '  ')) yield `  ${line}`;
}

function* markdown(comparison: Comparison): Iterable<string> {
  const all = [
    `# fgtrace diff: ${label(comparison)}`,
    '',
    `**${label(comparison)}** ${prose(whereTheyPart(comparison))}`,
  ];
  all.push('', '_Addresses, names and log lines in this report are not redacted._');
  for (const part of parts(comparison)) {
    all.push('', `## ${prose(part.title)}`, '', ...part.sentences.map((sentence) => `- ${prose(sentence)}`));
    for (const [name, some] of part.lines) {
      if (some.length === 0) continue;
      all.push('', `Lines of ${name}:`, '', ...block(some.map((line) => `${place(line)}  ${line.text}`)));
    }
  }
  const without = lonely(comparison);
  if (without !== '') all.push('', '## Without counterpart', '', prose(without));
  for (const line of all) yield `${line}\n`;
}

function* json(comparison: Comparison): Iterable<string> {
  const { schema, different, ...rest } = comparison;
  yield `${stringify({ schema, different, summary: whereTheyPart(comparison), ...rest }, null, '')}\n`;
}
