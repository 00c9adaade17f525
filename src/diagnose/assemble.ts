import type { Timeline } from '../correlate/timeline.js';
import { captureFindings, whyOpen } from './capture-findings.js';
import type { ClockSummary, Finding, ReportDocument, SourceSummary } from './document.js';
import { entriesOf } from './entries.js';
import { noOffers } from './nothing.js';
import { inFull, judgePart, rowsOf } from './part.js';
import type { Ledger } from './ledger.js';
import { prerequisites } from './prerequisites.js';
import { summaryOf, tallyOf, verdictOf } from './summary.js';

export interface AssembleOptions {
  /** Offers told in full; beyond it worked and unused ones carry no stages, evidence or timeline. */
  readonly detail: number;
  /** What earlier parts of a long capture came to. */
  readonly ledger: Ledger;
}

/** Timeline -> the report document: every offer and control session judged, every claim with its lines. */
export function assemble(
  timeline: Timeline,
  sources: readonly SourceSummary[],
  { detail, ledger }: AssembleOptions,
): ReportDocument {
  const part = judgePart(timeline, timeline);
  const findings: Finding[] = [...part.findings];
  const judged = ledger.with(tallyOf(part, findings));
  const verdict = verdictOf(judged);
  if (judged.anything === undefined && verdict === 'inconclusive') findings.push(...unjudged(timeline));
  const unseen = captureFindings(timeline, sources, part.offers, findings, verdict);
  findings.push(...unseen);
  const all = ledger.with(tallyOf(part, findings));
  const full = new Set(inFull(part.offers, detail - ledger.told()).map(({ it }) => it.offer.id));
  const rows = rowsOf(timeline, part, full);
  return {
    schema: 'fgtrace.report/1',
    verdict,
    summary: [summaryOf(all), ...(verdict === 'inconclusive' ? whyOpen(unseen) : [])].join(' '),
    sources,
    clocks: timeline.clocks.map(clockSummary),
    ...rows,
    findings,
    timeline: entriesOf(timeline, full),
    totals: { ...ledger.totals({ ...rows, findings }), ...all.offers },
    omitted: omitted(part.offers.length - full.size, ledger, timeline),
    ...ledger.settled(),
  };
}

/** Nothing stands for nothing: only the count of offers is always told. */
function omitted(slim: number, ledger: Ledger, { dropped }: Timeline): Readonly<Record<string, number>> {
  const { offers = 0, ...sessions } = ledger.omitted();
  const others = Object.entries({ ...sessions, ...dropped }).filter(
    ([name, count]) => count > 0 || name === 'legs',
  );
  return { offers: slim + offers, ...Object.fromEntries(others) };
}

/** Without a session the configuration alone may still tell whether one could work. */
function unjudged(timeline: Timeline): Finding[] {
  return timeline.controls.length === 0 && timeline.config.length > 0
    ? prerequisites(timeline)
    : [noOffers(timeline)];
}

function clockSummary(clock: Timeline['clocks'][number]): ClockSummary {
  const { capture, reference, offset, uncertainty, zoneSeconds, method, proof } = clock;
  return {
    source: capture.source,
    file: capture.file,
    reference,
    offsetSeconds: offset / 1e6,
    uncertaintySeconds: uncertainty / 1e6,
    zoneSeconds,
    method,
    proof,
  };
}
