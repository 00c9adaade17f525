import type { Timeline } from '../correlate/model/timeline.js';
import { chooseBrief } from './detail-limit.js';
import { captureFindings, whyOpen } from '../diagnose/rules/capture/index.js';
import type { ClockSummary, Finding, ReportDocument, SourceSummary } from '../document.js';
import { entriesOf } from './timeline-entries.js';
import { droppedTraffic } from '../diagnose/rules/capture/traffic-dropped.js';
import { noOffers } from '../diagnose/wording/no-offer.js';
import type { JudgedPart } from '../diagnose/diagnose.js';
import { omittedOf, reportRows } from './rows.js';
import type { Ledger } from './spooled-rows.js';
import { prerequisites } from '../diagnose/rules/readiness/index.js';
import { summaryOf, tallyOf, verdictOf } from './summary.js';

export interface AssembleOptions {
  /** Offers and control sessions that are told in full; beyond it those that came off well are told in brief. */
  readonly detail: number;
  /** The sessions of a long capture that were judged early. */
  readonly ledger: Ledger;
}

/** What was judged -> the report document: every claim with its lines, and what the captures could not show. */
export function assemble(
  timeline: Timeline,
  part: JudgedPart,
  sources: readonly SourceSummary[],
  { detail, ledger }: AssembleOptions,
): ReportDocument {
  const judged = ledger.with(tallyOf(part, part.findings));
  const verdict = verdictOf(judged);
  const nothing = judged.anything === undefined && verdict === 'inconclusive' ? unjudged(timeline) : [];
  const brief = chooseBrief(part, ledger.detailLeft(detail));
  const told = reportRows(timeline, part, brief);
  const omitted = omittedOf(part, told, brief);
  const found = [...told.findings, ...nothing];
  const unseen = captureFindings(timeline, sources, part.offers, found, verdict);
  const rows = { ...told, findings: [...found, ...unseen] };
  const all = ledger.with(tallyOf(part, [...part.findings, ...nothing, ...unseen]));
  return {
    schema: 'fgtrace.report/1',
    verdict,
    summary: [
      summaryOf(all),
      ...(verdict === 'inconclusive' ? whyOpen(unseen) : []),
      ...losses(timeline),
    ].join(' '),
    sources,
    clocks: timeline.clocks.map(clockSummary),
    ...rows,
    timeline: entriesOf(timeline, brief),
    totals: { ...ledger.totals(rows, omitted), ...all.offers },
    omitted: omittedCounts(ledger.omitted(omitted), timeline),
    ...ledger.settled(),
  };
}

/** What a sniffer says that it lost, in a sentence: of packets that it does not show nothing follows. */
function losses({ captures }: Timeline): string[] {
  const lost = captures.reduce((sum, capture) => sum + (capture.lost ?? 0), 0);
  return lost === 0 ? [] : [`The sniffer lost ${lost} packet${lost === 1 ? '' : 's'}.`];
}

/** Counts of 0 are left out, except those of offers and legs. */
function omittedCounts(
  { offers = 0, ...others }: Readonly<Record<string, number>>,
  { leftOut }: Timeline,
): Readonly<Record<string, number>> {
  const some = Object.entries({ ...others, ...leftOut }).filter(
    ([name, count]) => count > 0 || name === 'legs',
  );
  return { offers, ...Object.fromEntries(some) };
}

/**
 * Without anything to judge: what the unit dropped all the same. Without any session, the configuration alone may still
 * tell whether one could work.
 */
function unjudged(timeline: Timeline): Finding[] {
  const { controls, config } = timeline;
  const dropped = droppedTraffic(timeline);
  if (controls.length > 0) return [...dropped, noOffers(timeline)];
  if (config.length > 0) return [...dropped, ...prerequisites(timeline)];
  return dropped.length > 0 ? dropped : [noOffers(timeline)];
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
