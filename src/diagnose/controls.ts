import type { ControlSession, Moment, Timeline } from '../correlate/timeline.js';
import { lookAtControl, type ControlCase } from './control-case.js';
import { controlRules } from './control-rules/index.js';
import type { Finding, Outcome } from './document.js';
import { lines } from './evidence.js';

export interface ControlVerdict {
  readonly it: ControlCase;
  readonly verdict: Outcome;
  readonly code: string;
  /** The cause first, then its consequences and remarks. */
  readonly findings: readonly Finding[];
  readonly proof: readonly (Moment | null | undefined)[];
}

/** Did the control connection come about, and was it readable enough for anybody to open a pinhole? */
export function judgeControl(control: ControlSession, timeline: Timeline): ControlVerdict {
  const it = lookAtControl(control, timeline);
  const findings = controlRules.flatMap(({ code, verdict, judge }): Finding[] => {
    const claim = judge(it);
    if (claim === null) return [];
    const { message, confidence = 'proven', fix = [], next = [] } = claim;
    return [
      { code, subject: control.id, verdict, confidence, message, evidence: lines(claim.evidence), fix, next },
    ];
  });
  const near = control.connection?.near;
  const proof = [it.opened, near?.syns[0], near?.traces[0]];
  const failure = findings.find(({ verdict }) => verdict === 'failed');
  if (failure !== undefined) return { it, verdict: 'failed', code: failure.code, findings, proof };
  const opened = it.opened !== null || control.offers.length > 0;
  return {
    it,
    verdict: opened ? 'worked' : 'inconclusive',
    code: opened ? 'CONTROL_OPENED' : 'INSUFFICIENT_EVIDENCE',
    findings,
    proof,
  };
}
