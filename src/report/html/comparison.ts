import type { Comparison } from '../../compare/compare.js';
import type { Evidence } from '../../document.js';
import { comparisonParts, comparisonVerdict } from '../sections/comparison.js';
import { whereTheyPart, withoutCounterpart } from '../sections/divergence.js';
import { place } from '../text/layout.js';
import { markup, NOTHING, type Markup } from './markup.js';

/** Where two captures part, and the lines of both. */
export function* comparisonPage(found: Comparison): Iterable<Markup> {
  const colour = found.different ? 'inconclusive' : 'worked';
  yield markup`<section class="verdict ${colour}" aria-labelledby="verdict">
<h1 id="verdict"><span class="badge ${colour}">${comparisonVerdict(found)}</span> ${whereTheyPart(found)}</h1>
</section>
`;
  for (const { title, sentences, lines } of comparisonParts(found)) {
    yield markup`<section><h2>${title}</h2>
<ul>${sentences.map((one) => markup`<li>${one}</li>`)}</ul>
${lines.map(([name, proving]) => linesOf(name, proving))}
</section>
`;
  }
  const without = withoutCounterpart(found);
  if (without === '') return;
  yield markup`<section><h2>Without counterpart</h2><p>${without}</p></section>
`;
}

const linesOf = (name: string, lines: readonly Evidence[]): Markup =>
  lines.length === 0
    ? NOTHING
    : markup`<h3>Lines of ${name}</h3><ul class="lines">${lines.map((line) => markup`<li><span class="at">${place(line)}</span> <code>${line.text.trimEnd()}</code></li>`)}</ul>`;
