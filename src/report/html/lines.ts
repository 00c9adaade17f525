import { counted } from '../text/labels.js';
import type { CitedFile, Citations } from './citations.js';
import { markup, onDemand, type Markup } from './markup.js';

/** Lines that are parsed together. */
const PART = 200;
/** Parts that are parsed at once. */
const AT_ONCE = 5;
/** A part of no more lines stands open. */
const FEW = 40;

/** Every line that the page links to, whole, by file and number. */
export function* rawLines(cite: Citations): Iterable<Markup> {
  const files = cite.cited().filter((one) => one.lines.length > 0);
  const total = files.reduce((sum, one) => sum + one.lines.length, 0);
  yield markup`<section aria-labelledby="lines"><h2 id="lines">Lines of the captures</h2>
<p>The ${counted(total, 'line')} that this page refers to, as they were captured.</p>
<form class="filter" role="search" aria-label="Lines" data-lines hidden>
<label>Find in lines <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<output aria-live="polite"></output>
</form>
`;
  let parts = 0;
  for (const file of files) {
    for (let at = 0; at < file.lines.length; at += PART) {
      yield part(file, at, parts < AT_ONCE, total <= FEW, cite);
      parts += 1;
    }
  }
  yield markup`</section>
`;
}

function part(
  { name, lines: all }: CitedFile,
  at: number,
  atOnce: boolean,
  open: boolean,
  cite: Citations,
): Markup {
  const own = all.slice(at, at + PART);
  const [first, last] = [own[0]?.line ?? 0, own.at(-1)?.line ?? 0];
  const range = first === last ? `line ${first}` : `${counted(own.length, 'line')} from ${first} to ${last}`;
  const items = own.map(
    (line) =>
      markup`<li id="${cite.anchorOf(line)}"><span class="at">${name}:${line.line}</span> <code>${line.text.trimEnd()}</code></li>
`,
  );
  const list = markup`<ol class="raw">
${items}</ol>`;
  return markup`<details class="part"${open ? ' open' : ''}><summary>${name}, ${range}</summary>
${atOnce ? list : onDemand(list)}
</details>
`;
}
