import type { Timeline } from '../../../correlate/model/timeline.js';
import type { CaptureRule } from '../../capture-rule.js';
import { clocksDoNotJoin } from './clocks-do-not-join.js';
import { captureFilterTooNarrow } from './filter-too-narrow.js';
import { logDamaged } from './log-damaged.js';
import { captureTooShort } from './too-short.js';
import { traceCountUsedUp } from './trace-count-used-up.js';
import type { Finding, Outcome, SourceSummary } from '../../../document.js';
import { lines, timeOf } from '../../observations/evidence.js';
import type { Judged } from '../../judge-offer.js';
import { withFix } from '../../wording/steps.js';

export const captureRules: readonly CaptureRule[] = [
  captureFilterTooNarrow,
  traceCountUsedUp,
  captureTooShort,
  clocksDoNotJoin,
  logDamaged,
];

/** What the captures fail to show. This decides no offer, so the verdict is that of the report. */
export function captureFindings(
  timeline: Timeline,
  sources: readonly SourceSummary[],
  judged: readonly Judged[],
  findings: readonly Finding[],
  verdict: Outcome,
): Finding[] {
  const open = judged.filter((one) => one.verdict === 'inconclusive');
  const it = { timeline, sources, open, cited: findings.flatMap(({ evidence }) => evidence), verdict };
  return captureRules.flatMap(({ code, judge }) => {
    const claim = judge(it);
    if (claim === null) return [];
    const { message, evidence, confidence = 'proven', next = [] } = claim;
    return [
      // A capture is no setting of the unit, so there are no steps. How to take a better one stands with the offer that
      // it left open.
      withFix({
        code,
        subject: 'capture',
        verdict,
        confidence,
        message,
        time: timeOf(evidence),
        evidence: lines(evidence),
        steps: claim.steps ?? [],
        next,
      }),
    ];
  });
}

const LEAVE_OPEN: ReadonlySet<string> = new Set(
  [captureFilterTooNarrow, captureTooShort, traceCountUsedUp, logDamaged].map(({ code }) => code),
);

/** A sentence: what kept the first open offer from being decided. */
export function whyOpen(found: readonly Finding[]): string[] {
  const reason = found.find(({ code }) => LEAVE_OPEN.has(code));
  return reason === undefined ? [] : [reason.message];
}
