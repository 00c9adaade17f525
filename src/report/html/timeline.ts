import type { ReportDocument, TimelineEntry } from '../../document.js';
import type { ShownRows } from '../sections/offers.js';
import { clockOf, moreEntries, shownEntries, whatIs } from '../sections/timeline.js';
import { logExcerpt } from '../text/log-excerpt.js';
import { counted } from '../text/labels.js';
import type { Citations } from './citations.js';
import { markup, onDemand, type Markup } from './markup.js';

/** Entries that are parsed together. */
const PART = 500;
/** Parts that are parsed at once. */
const AT_ONCE = 2;
/** A timeline of no more entries stands open. */
const FEW = 60;

/** What happened in which order, on the reference clock, in parts that are opened one by one. */
export function* timelineSection(
  document: ReportDocument,
  shown: ShownRows,
  cite: Citations,
): Iterable<Markup> {
  if (document.timeline.length === 0) return;
  yield markup`<section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>
<p>On the reference clock, in causal order.</p>
`;
  const wanted = shownEntries(shown);
  let hidden = 0;
  let parts = 0;
  let part: TimelineEntry[] = [];
  for (const entry of document.timeline) {
    if (!wanted(entry)) hidden += 1;
    else part.push(entry);
    if (part.length < PART) continue;
    yield drawn(part, parts, cite);
    parts += 1;
    part = [];
  }
  if (part.length > 0) yield drawn(part, parts, cite);
  for (const words of moreEntries(hidden, document)) yield markup`<p>${words}</p>`;
  yield markup`</section>
`;
}

function drawn(entries: readonly TimelineEntry[], part: number, cite: Citations): Markup {
  const rows = entries.map((entry) => row(entry, cite));
  const table = markup`<table class="timeline">${HEAD}<tbody>
${rows}</tbody></table>`;
  const from = entries
    .find(({ time }) => time !== null)
    ?.time?.slice(0, 19)
    .replace('T', ' ');
  return markup`<details${part === 0 && entries.length <= FEW ? ' open' : ''}><summary>${counted(entries.length, 'line')}${from === undefined ? '' : ` from ${from}`}</summary>
${part < AT_ONCE ? table : onDemand(table)}
</details>
`;
}

const HEAD = markup`<thead><tr>${['Time', 'Source', 'Of', 'What', 'Line'].map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>`;

function row(entry: TimelineEntry, cite: Citations): Markup {
  const { offer, control, count, source } = entry;
  const times = count > 1 ? `${count}x ` : '';
  const day = entry.time === null ? '' : entry.time.slice(0, 10);
  return markup`<tr><td><span title="${day}">${clockOf(entry)}</span></td><td>${source}</td><td>${offer ?? control ?? ''}</td><td><code>${times}${whatIs(entry, logExcerpt)}</code></td><td>${cite.link(entry)}</td></tr>
`;
}
