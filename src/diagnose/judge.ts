import type { Offer, Timeline } from '../correlate/timeline.js';
import { lookAt, weakest } from './case.js';
import type { OfferCase } from './case.js';
import type { Confidence, Finding, OfferOutcome, StageReport } from './document.js';
import { STAGES } from './document.js';
import { fixFor } from './fixes.js';
import { lines } from './evidence.js';
import { insufficientEvidence, isOthersPerhaps } from './insufficient.js';
import { remarks } from './remarks.js';
import type { Claim, Rule } from './rule.js';
import { rules } from './rules/index.js';
import { stagesOf } from './stages.js';

export interface Judged {
  readonly it: OfferCase;
  readonly verdict: OfferOutcome;
  readonly code: string;
  readonly confidence: Confidence;
  readonly stages: readonly StageReport[];
  /** The cause first, then its consequences and remarks. */
  readonly findings: readonly Finding[];
}

/** One offer, one verdict: the first broken stage is the cause; where nothing is proved it is inconclusive. */
export function judge(offer: Offer, timeline: Timeline): Judged {
  const it = lookAt(offer, timeline);
  const stages = stagesOf(it);
  const claims = rules.flatMap((rule) => {
    const claim = rule.judge(it);
    return claim === null ? [] : [{ rule, claim }];
  });
  const failures = claims
    .filter(({ rule }) => rule.verdict === 'failed')
    .sort((a, b) => stageOf(a.rule) - stageOf(b.rule));
  const decided = isOthersPerhaps(it) ? [] : failures.length > 0 ? failures : claims.slice(0, 1);
  const findings = decided.map(({ rule, claim }) => finding(it, rule.code, rule.verdict, claim));
  const [cause] = findings;
  const first =
    cause ?? finding(it, 'INSUFFICIENT_EVIDENCE', 'inconclusive', insufficientEvidence(it, stages));
  const extra = remarks.flatMap((remark) => {
    const claim = remark.judge(it);
    return claim === null ? [] : [finding(it, remark.code, first.verdict, claim)];
  });
  return {
    it,
    verdict: first.verdict,
    code: first.code,
    confidence: first.confidence,
    stages,
    // What follows from the cause is mended with it, if it can be.
    findings: [
      first,
      ...findings.slice(1).map((one) => (first.fix.length > 0 ? { ...one, fix: [], next: [] } : one)),
      ...extra,
    ],
  };
}

function stageOf(rule: Rule): number {
  return STAGES.indexOf(rule.stage);
}

function finding(it: OfferCase, code: string, verdict: OfferOutcome, claim: Claim): Finding {
  const far = it.far?.leg?.responder ?? it.offer.endpoint;
  return {
    code,
    subject: it.offer.id,
    verdict,
    confidence: weakest([claim.confidence, it.joined]),
    message: claim.message,
    evidence: lines(claim.evidence),
    fix:
      claim.fix ??
      (verdict === 'failed'
        ? fixFor(code, it, claim.confidence === 'possible', far, { active: !it.passive })
        : []),
    next: claim.next ?? [],
  };
}
