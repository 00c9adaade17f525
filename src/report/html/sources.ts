import type { ReportDocument } from '../../document.js';
import { clockWords } from '../sections/clocks.js';
import { omissions, sourceWords } from '../sections/sources.js';
import { SOURCE_NAME } from '../text/labels.js';
import type { Citations } from './citations.js';
import { markup, NOTHING, type Markup } from './markup.js';

/** Pairs of lines that prove a clock; more say the same. */
const MOST_PAIRS = 3;

/** How far each source's stamps are from the unit's own clock, with the pairs of lines that prove it. */
export function clockSection({ clocks: all }: ReportDocument, cite: Citations): Markup {
  if (all.length === 0) return NOTHING;
  const items = all.map(
    ({ proof, ...clock }) =>
      markup`<li>${SOURCE_NAME[clock.source]} <code>${clock.file}</code>: ${clockWords({ ...clock, proof })}
${proof.slice(0, MOST_PAIRS).map(([reference, own]) => markup`${cite.gists([reference, own])}`)}</li>
`,
  );
  return markup`<section aria-labelledby="clocks"><h2 id="clocks">Clocks</h2>
<ul>
${items}</ul>
</section>
`;
}

/** What was read, what was repaired or lost, and what a limit left out. */
export const sourceSection = ({ sources: all, omitted }: ReportDocument): Markup =>
  markup`<section aria-labelledby="sources"><h2 id="sources">Sources</h2>
<ul>
${all.map((source) => markup`<li><code>${source.file}</code>: ${sourceWords(source)}</li>`)}
${omissions(omitted).map((words) => markup`<li>${words}</li>`)}
</ul>
</section>
`;
