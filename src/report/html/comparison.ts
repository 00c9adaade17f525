import type { Comparison, LadderPair, TellingLine } from '../../compare/comparison.js';
import {
  comparisonParts,
  comparisonVerdict,
  type ComparisonPart,
  type ComparisonRow,
  type ComparisonSide,
} from '../sections/comparison.js';
import { ladderSvg } from '../ladder/svg.js';
import { whereTheyPart } from '../sections/divergence.js';
import { place } from '../text/layout.js';
import { markup, NOTHING, trusted, type Markup } from './markup.js';

/** Where two captures part, what both show there, and what follows from it. */
export function* comparisonPage(found: Comparison): Iterable<Markup> {
  const colour = found.answer === 'alike' ? 'worked' : 'inconclusive';
  yield markup`<section class="verdict ${colour}" aria-labelledby="verdict">
<h1 id="verdict"><span class="badge ${colour}">${comparisonVerdict(found)}</span> ${whereTheyPart(found)}</h1>
</section>
`;
  let drawn = found.ladders();
  for (const part of comparisonParts(found)) {
    yield partMarkup(part);
    if (drawn !== null) yield laddersMarkup(drawn);
    drawn = null;
  }
}

/** What both did stands in one row; a row that only one side has is empty on the other. */
function laddersMarkup({ good, bad, rows, parting }: LadderPair): Markup {
  const height = Math.max(0, ...rows.good, ...rows.bad) + 1;
  const drawing = (ladder: LadderPair['good'], own: readonly number[]): Markup =>
    trusted(ladderSvg(ladder, { rows: own, height, marked: parting }));
  return markup`<section><h2>Step by step</h2>
<p>Equal steps stand in one row. The marked row is where they part.</p>
<div class="pair"><div><h3>GOOD</h3>${drawing(good, rows.good)}</div><div><h3>BAD</h3>${drawing(bad, rows.bad)}</div></div>
</section>
`;
}

const partMarkup = (part: ComparisonPart): Markup => markup`<section><h2>${part.title}</h2>
${part.sentences.length === 0 ? NOTHING : markup`<ul>${part.sentences.map((one) => markup`<li>${one}</li>`)}</ul>`}
${part.good === null || part.bad === null ? NOTHING : markup`<div class="pair">${sideMarkup('GOOD', part.good)}${sideMarkup('BAD', part.bad)}</div>`}
${part.rows.length === 0 ? NOTHING : tableOf(part.rows)}</section>
`;

const sideMarkup = (name: string, { sentences, lines }: ComparisonSide): Markup =>
  markup`<div><h3>${name}</h3>${sentences.map((one) => markup`<p>${one}</p>`)}${lines.length === 0 ? NOTHING : linesOf(lines)}</div>`;

const linesOf = (lines: readonly TellingLine[]): Markup =>
  markup`<ul class="lines">${lines.map((line) => markup`<li><span class="at">${place(line)}</span> <code>${line.said ?? line.text.trimEnd()}</code></li>`)}</ul>`;

const tableOf = (rows: readonly ComparisonRow[]): Markup =>
  markup`<table class="stages both"><thead><tr><th scope="col"></th><th scope="col">GOOD</th><th scope="col">BAD</th></tr></thead>
<tbody>
${rows.map(
  ({ name, good, bad, marked }) =>
    markup`<tr${marked ? trusted(' class="parting"') : ''}><th scope="row">${name}</th><td data-side="GOOD">${good}</td><td data-side="BAD">${bad}</td></tr>
`,
)}</tbody></table>
`;
