import type { Offer, Timeline } from '../correlate/model/timeline.js';
import type { Cause } from './cause.js';
import { lookAt, type OfferCase } from './cases/offer-case.js';
import { finalDenial } from './facts/final-denial.js';
import { tries } from './observations/capture-coverage.js';
import { weakest } from './observations/confidence.js';
import type { Confidence, Finding, OfferOutcome } from '../document.js';
import { stepsFor } from './wording/remedies.js';
import { lines, timeOf } from './observations/evidence.js';
import { insufficientEvidence, isOthersPerhaps } from './wording/inconclusive.js';
import { remarks } from './rules/remark/index.js';
import type { Claim, Rule } from './rule.js';
import { INSUFFICIENT_EVIDENCE } from './rules/no-rule-applies.js';
import { rules } from './rules/offer/index.js';
import { withFix } from './wording/steps.js';
import { weigh } from './weigh.js';

export interface Judged {
  readonly it: OfferCase;
  readonly verdict: OfferOutcome;
  readonly code: string;
  /** Null where nothing is claimed. */
  readonly confidence: Confidence | null;
  /** The cause first, then its consequences and remarks. */
  readonly findings: readonly Finding[];
}

/**
 * Gives an offer its one verdict. The first broken stage is the cause; if nothing is proved, the offer is
 * inconclusive.
 */
export function judge(offer: Offer, timeline: Timeline): Judged {
  const it = lookAt(offer, timeline);
  const claims = claimsOf(it);
  // The rules are listed in the order of the stages, so the first failure is at the first broken stage.
  const failures = claims.filter(({ rule }) => rule.verdict === 'failed');
  const proved = failures.length > 0 ? failures : claims;
  const decided = isOthersPerhaps(it) ? [] : proved;
  const findings = decided.map(({ rule, claim }) => finding(it, rule, rule.verdict, claim));
  const [cause] = findings;
  const first = cause ?? finding(it, INSUFFICIENT_EVIDENCE, 'inconclusive', insufficientEvidence(it));
  const extra: Finding[] = [];
  for (const remark of remarks) {
    const claim = remark.judge(it);
    if (claim !== null) extra.push(finding(it, remark, first.verdict, claim));
  }
  return {
    it,
    verdict: first.verdict,
    code: first.code,
    confidence: first.verdict === 'inconclusive' ? null : first.confidence,
    // A consequence needs no steps of its own if the cause has some.
    findings: [
      first,
      ...findings
        .slice(1)
        .map((one) => (first.steps.length > 0 ? { ...one, steps: [], fix: [], next: [] } : one)),
      ...extra,
    ],
  };
}

/**
 * The claims of all rules that say failed. Of the other rules only the first that applies counts, and only if none
 * said failed before it.
 */
function claimsOf(it: OfferCase): { rule: Rule; claim: Claim }[] {
  const claims: { rule: Rule; claim: Claim }[] = [];
  for (const rule of rules) {
    if (claims.length > 0 && rule.verdict !== 'failed') continue;
    const claim = rule.judge(it);
    if (claim !== null) claims.push({ rule, claim });
  }
  return claims;
}

function finding(it: OfferCase, cause: Cause, verdict: OfferOutcome, claimed: Claim): Finding {
  const far = it.far?.leg?.responder ?? it.offer.endpoint;
  const lacks = claimed.lacks ?? (restsOnOneDenial(it, claimed) ? 'a later SYN that was let in' : undefined);
  const { offer, control } = it;
  const lostAt = offer.offered === null ? (control?.wordsLostAt ?? null) : offer.wordsLostAt;
  const claim = weigh(lacks === undefined ? claimed : { ...claimed, lacks }, lostAt);
  return withFix({
    code: cause.code,
    subject: it.offer.id,
    verdict,
    confidence: weakest([claim.confidence, it.joined]),
    message: claim.message,
    time: timeOf(claim.evidence),
    evidence: lines(claim.evidence),
    steps:
      claim.steps ??
      (verdict === 'failed'
        ? stepsFor(cause.steps, it, claim.confidence === 'possible', far, { active: !it.passive })
        : []),
    next: claim.next ?? [],
  });
}

/** True if the claim cites a denial that is final only because the capture shows no other try. */
function restsOnOneDenial(it: OfferCase, { evidence }: Claim): boolean {
  const denial = finalDenial(it);
  return (
    denial !== null &&
    tries(it.denied.map(({ trace }) => trace)) < 2 &&
    evidence.some((cited) => cited?.line === denial.drop.moment.line)
  );
}
