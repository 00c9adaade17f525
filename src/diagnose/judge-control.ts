import type { ControlSession, Timeline } from '../correlate/model/timeline.js';
import type { Moment } from '../correlate/model/moment.js';
import { lookAtControl, type ControlCase } from './cases/control-case.js';
import { controlRules } from './rules/control/index.js';
import { CONTROL_OPENED, INSUFFICIENT_EVIDENCE } from './rules/no-rule-applies.js';
import type { Finding, Outcome } from '../document.js';
import { withFix } from './wording/steps.js';
import { weigh } from './weigh.js';
import { lines, timeOf } from './observations/evidence.js';

export interface ControlVerdict {
  readonly it: ControlCase;
  readonly verdict: Outcome;
  readonly code: string;
  /** No offer of the session can be read, and one of the denied connections may have been its data connection. */
  readonly hasDoubt: boolean;
  /** The cause first, then its consequences. */
  readonly findings: readonly Finding[];
  readonly proof: readonly (Moment | null | undefined)[];
}

/** Did the control connection open, and could anybody read it who opens pinholes? */
export function judgeControl(control: ControlSession, timeline: Timeline): ControlVerdict {
  const it = lookAtControl(control, timeline);
  const findings: Finding[] = [];
  for (const { code, verdict, judge } of controlRules) {
    const claim = judge(it);
    if (claim === null) continue;
    const { message, confidence = 'proven', steps = [], next = [] } = weigh(claim, control.wordsLostAt);
    findings.push(
      withFix({
        code,
        subject: control.id,
        verdict,
        confidence,
        message,
        time: timeOf(claim.evidence),
        evidence: lines(claim.evidence),
        steps,
        next,
      }),
    );
  }
  const told = findings.map((one, at) =>
    isMendedWith(findings[0], one, at) ? { ...one, steps: [], fix: [] } : one,
  );
  const near = control.connection?.near;
  const proof = [it.opened, near?.syns[0], near?.traces[0]];
  const failure = findings.find(({ verdict }) => verdict === 'failed');
  if (failure !== undefined)
    return { it, verdict: 'failed', code: failure.code, hasDoubt: false, findings: told, proof };
  const opened = it.opened !== null || control.offers.length > 0;
  return {
    it,
    verdict: opened ? 'worked' : 'inconclusive',
    code: (opened ? CONTROL_OPENED : INSUFFICIENT_EVIDENCE).code,
    hasDoubt: control.offers.every(({ command }) => command === null) && it.strays.length > 0,
    findings,
    proof,
  };
}

/** A consequence needs no steps of its own. PINHOLE_NOT_OPENED never does: its general steps only repeat the exact ones. */
function isMendedWith(cause: Finding | undefined, one: Finding, at: number): boolean {
  if (cause === undefined || at === 0) return false;
  const isCause = cause.code !== 'PINHOLE_NOT_OPENED' && cause.confidence !== 'possible';
  return one.code === 'PINHOLE_NOT_OPENED' || isCause;
}
