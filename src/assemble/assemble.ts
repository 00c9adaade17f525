import type { Timeline } from '../correlate/model/timeline.js';
import { chooseBrief } from './detail-limit.js';
import { captureFindings, whyOpen } from '../diagnose/rules/capture/index.js';
import { isLargelyUnread } from '../events/damage.js';
import type { ClockSummary, Finding, ReportDocument, SourceSummary } from '../document.js';
import { configuredSettings } from './configured-settings.js';
import { laddersOf } from './ladder/ladder.js';
import { entriesOf } from './timeline-entries.js';
import { droppedTraffic } from '../diagnose/rules/capture/traffic-dropped.js';
import { noOffers } from '../diagnose/wording/no-offer.js';
import type { JudgedPart } from '../diagnose/diagnose.js';
import { type Choice, withTimesOf } from './choice.js';
import { choose } from './choose.js';
import { chosenOf, nothingToTell, whenCaptured, withoutUnchosen } from './chosen.js';
import { spanOfCaptures } from './life-span.js';
import { omittedOf, reportRows, seenIn } from './rows.js';
import type { Ledger } from './spooled-rows.js';
import { prerequisites } from '../diagnose/rules/readiness/index.js';
import { summaryOf, tallyOf, verdictOf } from './summary.js';

export interface AssembleOptions {
  /** Offers and control sessions that are told in full; beyond it those that came off well are told in brief. */
  readonly detail: number;
  /** Of fgtrace. */
  readonly version: string;
  /** The sessions of a long capture that were judged early. */
  readonly ledger: Ledger;
  readonly choice: Choice | undefined;
}

/**
 * What was judged -> the report document: every claim with its lines, and what the captures could not show. All is of
 * what was chosen; only what the captures are is told whole.
 */
export function assemble(
  timeline: Timeline,
  everything: JudgedPart,
  sources: readonly SourceSummary[],
  { detail, ledger, choice: asked, version }: AssembleOptions,
): ReportDocument {
  const choice = asked && withTimesOf(asked, spanOfCaptures(timeline.captures));
  const chosen = choose({ part: timeline, judged: everything }, choice);
  const { judged: part } = chosen;
  const seen = ledger.seen(seenIn(timeline));
  const judged = ledger.with(tallyOf(part, part.findings));
  const verdict = verdictOf(judged);
  const hasAny = seen.controlSessions + seen.offers > 0;
  const isWhole = choice === undefined || !hasAny;
  const nothing =
    isWhole && judged.anything === undefined && verdict === 'inconclusive' ? unjudged(timeline) : [];
  const brief = chooseBrief(part, ledger.detailLeft(detail));
  const told = reportRows(chosen.part, part, brief);
  const omitted = omittedOf(part, told, brief);
  const found = [...told.findings, ...nothing];
  const { controlSessions, offers } = ledger.totals(told, omitted);
  const isEmpty = hasAny && controlSessions + offers === 0;
  const unseen = isEmpty ? [] : captureFindings(timeline, sources, part.offers, found, verdict);
  const rows = { ...told, findings: [...found, ...unseen] };
  const all = ledger.with(tallyOf(part, [...part.findings, ...nothing, ...unseen]));
  return {
    schema: 'fgtrace.report/1',
    tool: { name: 'fgtrace', version },
    unit: timeline.configuration.unit,
    verdict,
    summary: [
      summaryOf(all, nothingToTell(choice, seen, isEmpty)),
      ...(verdict === 'inconclusive' ? whyOpen(unseen) : []),
      ...(choice !== undefined && isEmpty ? whenCaptured(choice, timeline.captures) : []),
      ...losses(timeline, sources),
    ].join(' '),
    ...(choice === undefined ? {} : { chosen: chosenOf(choice, seen) }),
    sources,
    clocks: timeline.clocks.map(clockSummary),
    ...rows,
    timeline: entriesOf({ ...timeline, ...chosen.part }, withoutUnchosen(brief, timeline, chosen)),
    totals: { ...ledger.totals(rows, omitted), ...all.offers },
    omitted: omittedCounts(ledger.omitted(omitted), timeline),
    ...ledger.settled(),
    ladderOf: laddersOf(part.offers, brief),
    settings: () => configuredSettings(timeline.config),
  };
}

/** What a sniffer says that it lost, and files that nobody could read: of what they do not show nothing follows. */
function losses({ captures }: Timeline, sources: readonly SourceSummary[]): string[] {
  const lost = captures.reduce((sum, capture) => sum + (capture.lost ?? 0), 0);
  const unread = sources.filter(
    ({ file, lines, unrecognised }) =>
      isLargelyUnread(lines, unrecognised) && captures.some((capture) => capture.file === file),
  );
  return [
    ...(lost === 0 ? [] : [`The sniffer lost ${lost} packet${lost === 1 ? '' : 's'}.`]),
    ...unread.map(
      ({ file, lines, unrecognised }) => `${unrecognised} of ${lines} lines of ${file} could not be read.`,
    ),
  ];
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
