import type { Comparison } from '../../compare/compare.js';
import type { ReportDocument } from '../../document.js';
import { clocks } from '../sections/clocks.js';
import { comparisonParts, comparisonVerdict } from '../sections/comparison.js';
import { withoutCounterpart, whereTheyPart } from '../sections/divergence.js';
import { offers, shownRowsOf } from '../sections/offers.js';
import { readable } from '../sections/rows.js';
import { sources } from '../sections/sources.js';
import { timeline } from '../sections/timeline.js';
import { brief } from '../sections/first-screen.js';
import { groupFindings } from '../sections/grouped-findings.js';
import { verdict } from '../sections/verdict.js';
import type { PrintOptions } from '../print-options.js';
import { ascii } from '../text/ascii.js';
import { heading, page, proofs, type Page } from '../text/layout.js';
import { cleaned } from '../text/sanitize.js';
import { wrap } from '../text/width.js';
import type { Format } from './format.js';

/** For people at a terminal. */
export const text: Required<Format> = { report, comparison };

/** The first screen says what happened and what to do; the rest is the proof. */
function* report(raw: ReportDocument, options: PrintOptions): Iterable<string> {
  const document = readable(raw);
  const on = page(
    options,
    document.sources.map(({ file }) => file),
    document.timeline,
  );
  const shown = shownRowsOf(document, options.detail);
  const parts =
    options.brief === true
      ? [brief(on, document, groupFindings(document))]
      : [
          verdict(on, document),
          offers(on, document, shown),
          clocks(on, document.clocks),
          timeline(on, document, shown),
          sources(on, document),
        ];
  const drawn = options.ascii === true ? ascii : (line: string): string => line;
  for (const part of parts) for (const line of part) yield `${drawn(line.trimEnd())}\n`;
  if (options.redacted !== undefined) yield `\nRedacted. ${options.redacted}\n`;
}

function* comparison(raw: Comparison, options: PrintOptions): Iterable<string> {
  for (const line of comparisonLines(page(options, []), cleaned(raw))) yield `${line.trimEnd()}\n`;
  if (options.redacted !== undefined) yield `\nRedacted. ${options.redacted}\n`;
}

function* comparisonLines(on: Page, found: Comparison): Iterable<string> {
  const word = comparisonVerdict(found);
  const indent = ' '.repeat(word.length + 2);
  const [first = '', ...more] = wrap(whereTheyPart(found), on.width - indent.length);
  const colour = found.different ? on.paint.yellow : on.paint.green;
  yield `${colour.bold(word)}  ${first}`;
  for (const line of more) yield indent + line;
  for (const { title, sentences, lines } of comparisonParts(found)) {
    yield* heading(on, title);
    for (const sentence of sentences)
      for (const line of wrap(sentence, on.width - 2, '  ')) yield `  ${line}`;
    for (const [name, proving] of lines) {
      if (proving.length > 0) yield `  lines of ${name}:`;
      yield* proofs(on, proving, '    ');
    }
  }
  const without = withoutCounterpart(found);
  if (without !== '') yield* heading(on, 'Without counterpart');
  for (const line of wrap(without, on.width - 2, '  ')) yield `  ${line}`;
}
