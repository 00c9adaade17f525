import type { Confidence } from '../document.js';
import type { RemedyStep } from '../remedy.js';
import type { Cause } from './cause.js';
import type { Rule, ControlRule } from './rule.js';
import type { Cited } from './observations/evidence.js';
import { check, numbered } from './wording/steps.js';
import { weakest } from './observations/confidence.js';
import { capital } from './wording/sentences.js';
import { deniedOffer, deniedWithoutOffer, type Denied } from './facts/denied-data-syn.js';

/** Why neither a pinhole nor a policy let the data connection in: a clause, and the lines that show it. */
export interface Reason {
  /** Begins in lower case, ends without a full stop. */
  readonly says: string;
  readonly lines: readonly (Cited | null | undefined)[];
  readonly confidence: Confidence;
  readonly steps: readonly RemedyStep[];
  /** For a fact that is certain but only possibly the cause: the condition under which it is, as a clause. */
  readonly doubt?: string | undefined;
  readonly next?: readonly string[] | undefined;
}

/**
 * A reason for a missing pinhole. It is looked for in sessions whose offers could be read, and in those whose could
 * not.
 */
export interface PinholeCause extends Cause {
  readonly verdict: 'failed';
  readonly find: (it: Denied) => Reason | null;
}

/** The cause, but only if none of the others is named with certainty: one cause, one thing to change. */
export function unless(cause: PinholeCause, others: readonly PinholeCause[]): PinholeCause {
  return { ...cause, find: (it) => (isNamed(it, others) ? null : cause.find(it)) };
}

function isNamed(it: Denied | null, causes: readonly PinholeCause[]): boolean {
  return it !== null && causes.some(({ find }) => (find(it)?.confidence ?? 'possible') !== 'possible');
}

/** The rule, but only if none of these causes is named with certainty: it says the same without a cause. */
export function withoutCause(rule: Rule, causes: readonly PinholeCause[]): Rule {
  return { ...rule, judge: (it) => (isNamed(deniedOffer(it), causes) ? null : rule.judge(it)) };
}

export function withoutControlCause(rule: ControlRule, causes: readonly PinholeCause[]): ControlRule {
  return { ...rule, judge: (it) => (isNamed(deniedWithoutOffer(it), causes) ? null : rule.judge(it)) };
}

export function asRule({ find, ...cause }: PinholeCause): Rule {
  return {
    ...cause,
    judge: (it) => {
      const denied = deniedOffer(it);
      const reason = denied && find(denied);
      return reason && claim(denied, reason);
    },
  };
}

export function asControlRule({ find, ...cause }: PinholeCause): ControlRule {
  return {
    ...cause,
    judge: (it) => {
      const denied = deniedWithoutOffer(it);
      const reason = denied && find(denied);
      return reason && claim(denied, reason);
    },
  };
}

function claim(
  denied: Denied,
  { says, lines, confidence, steps, doubt, next = [] }: Reason,
): ReturnType<Rule['judge']> {
  const { drops, trace, control, initiator, responder, offered } = denied;
  const possible = confidence === 'possible';
  const sentence = capital(possible && doubt === undefined ? `possibly ${says}` : says);
  const open = possible && doubt !== undefined ? `${sentence}. That is the cause if ${doubt}` : sentence;
  const caution = check(
    doubt === undefined ? 'Not proven: see whether it fits before anything is changed' : `Only if ${doubt}`,
  );
  return {
    message: `${open}. No pinhole was open, and ${initiator} was denied at ${responder}.`,
    evidence: [
      drops.at(-1),
      ...lines,
      trace,
      offered,
      control.connection?.near.traces[0],
      ...drops.slice(0, -1),
    ],
    lacks: 'the pinhole',
    confidence: weakest([confidence]),
    steps: possible && steps.length > 0 ? [...numbered(caution), ...steps] : steps,
    next,
  };
}
