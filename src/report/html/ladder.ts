import type { ReportDocument } from '../../document.js';
import { deltas } from '../ladder/delta.js';
import { ladderSvg } from '../ladder/svg.js';
import { labelOf } from '../ladder/words.js';
import type { Citations } from './citations.js';
import { markup, NOTHING, trusted, type Markup } from './markup.js';

/**
 * The ladder of an offer and the lines that it is drawn from. On a wide screen each line stands beside its arrow, so
 * the list has rows as high as those of the drawing; on a narrow one it follows, with the words of the arrows.
 */
export function ladder(document: ReportDocument, offer: string, cite: Citations): Markup {
  const drawn = document.ladderOf?.(offer);
  if (drawn === undefined || drawn.steps.length === 0) return NOTHING;
  const since = deltas(drawn.steps);
  const rows = drawn.steps.map(
    ({ evidence, failed, ...step }, at) =>
      markup`<li${failed ? trusted(' class="broken"') : ''}><span class="words">${since[at] ?? ''} ${labelOf({ ...step, evidence, failed })}</span> <span class="from">${cite.link(evidence)} <code>${evidence.text.trim().replace(/\s+/g, ' ')}</code></span></li>
`,
  );
  return markup`<div class="ladder">${trusted(ladderSvg(drawn))}
<ol>
${rows}</ol></div>
`;
}
