import { OFFER_OUTCOMES, type OfferOutcome, type ReportDocument } from '../../document.js';
import { SOURCES, type Source } from '../../events/record.js';
import { allRows } from '../sections/rows.js';
import { counted, grouped, SOURCE_NAME } from '../text/labels.js';
import { markup, NOTHING, type Markup } from './markup.js';
import { instantOf, secondOf, type Span } from './span.js';

/** Bars across the page. */
const BARS = 120;
const HEIGHT = 24;
const LEAST_HEIGHT = 3;

type Counts = number[];

/** The whole capture on one glance: how much each source tells when, and when offers were made that ended how. */
export function minimap(document: ReportDocument, span: Span | undefined): Markup {
  if (span === undefined) return NOTHING;
  const lanes = [...sourceLanes(document, span), ...offerLanes(document, span)];
  return markup`<section aria-labelledby="overview"><h2 id="overview">The capture over time</h2>
<figure class="overview">
${lanes}
<div class="ticks"><span>${secondOf(span.from)}</span><span>${secondOf(span.to)}</span></div>
<figcaption>On the reference clock: the lines that belong to a session, an offer or a data connection, and the offers by how they ended.</figcaption>
</figure></section>
`;
}

function sourceLanes({ timeline }: ReportDocument, span: Span): Markup[] {
  const counts = new Map<Source, Counts>();
  for (const { source, time, count } of timeline) {
    if (time !== null) add(counts, source, barOf(time, span), count);
  }
  return SOURCES.flatMap((source) => lane(SOURCE_NAME[source], 'event', source, counts.get(source), span));
}

function add<K>(counts: Map<K, Counts>, key: K, bar: number, count: number): void {
  const own = counts.get(key) ?? Array.from({ length: BARS }, () => 0);
  own[bar] = (own[bar] ?? 0) + count;
  counts.set(key, own);
}

function barOf(time: string, { from, milliseconds }: Span): number {
  const part = milliseconds === 0 ? 0 : (instantOf(time) - instantOf(from)) / milliseconds;
  return Math.max(0, Math.min(BARS - 1, Math.floor(part * BARS)));
}

function lane(name: string, unit: string, colour: string, counts: Counts | undefined, span: Span): Markup[] {
  if (counts === undefined) return [];
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const total = counts.reduce((a, b) => a + b, 0);
  const peak = counts.indexOf(most);
  const label = `${name}: ${counted(total, unit)}, most of them about ${startOf(peak, span)}`;
  const bars = counts.flatMap((count, at) => {
    if (count === 0) return [];
    const height = Math.round(LEAST_HEIGHT + (HEIGHT - LEAST_HEIGHT) * Math.sqrt(count / most));
    return [
      markup`<rect x="${at}" y="${HEIGHT - height}" width="1" height="${height}"><title>${startOf(at, span)}: ${counted(count, unit)}</title></rect>`,
    ];
  });
  return [
    markup`<div class="lane"><span>${name} <small>${grouped(total)}</small></span><svg class="${colour}" role="img" aria-label="${label}" viewBox="0 0 ${BARS} ${HEIGHT}" preserveAspectRatio="none">${bars}</svg></div>
`,
  ];
}

function startOf(bar: number, { from, milliseconds }: Span): string {
  const at = instantOf(from) + (bar / BARS) * milliseconds;
  return new Date(at).toISOString().slice(11, 19);
}

function offerLanes(document: ReportDocument, span: Span): Markup[] {
  const counts = new Map<OfferOutcome, Counts>();
  for (const { verdict, time } of allRows(document, 'offers'))
    if (time !== null) add(counts, verdict, barOf(time, span), 1);
  return OFFER_OUTCOMES.flatMap((verdict) =>
    lane(`offers ${verdict}`, 'offer', verdict, counts.get(verdict), span),
  );
}
