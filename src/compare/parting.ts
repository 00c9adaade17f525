import {
  STAGES,
  type ControlSessionReport,
  type Finding,
  type OfferReport,
  type OfferOutcome,
  type Stage,
  type StageReport,
  type StageState,
} from '../document.js';
import type { Answer } from './comparison.js';
import { haveSameViews, viewsLackedBy, type ComparedSide } from './side.js';

export type SubjectReport = ControlSessionReport | OfferReport;

export const isOffer = (one: SubjectReport): one is OfferReport => 'command' in one;

export interface PairJudgement {
  readonly answer: Answer;
  readonly stage: Stage | null;
}

export const CANNOT: PairJudgement = { answer: 'cannot-compare', stage: null };
const ALIKE: PairJudgement = { answer: 'alike', stage: null };

export interface Beside {
  readonly one: SubjectReport;
  readonly side: ComparedSide;
}

/** Of a session; an offer has none. */
const offersOf = ({ one, side }: Beside): readonly OfferReport[] => side.offersOf(one.id);

const hasOffers = (of: Beside, wanted: OfferOutcome): boolean =>
  offersOf(of).some(({ verdict }) => verdict === wanted);

/** What two that stand beside each other come to, whichever of them is called good. */
export function judged(a: Beside, b: Beside): PairJudgement {
  const [first, second] = [a, b].sort((x, y) => rank(x.one.verdict) - rank(y.one.verdict)) as [
    Beside,
    Beside,
  ];
  if (first.one.verdict === second.one.verdict) return sameVerdict(first, second);
  // The same failure where the offer can be read is one of the offer, and its session has worked.
  if (hasOffers(second, 'failed')) return CANNOT;
  if (first.one.verdict === 'failed') return failedBeside(first, second);
  if (first.one.verdict === 'unused' && second.one.verdict === 'worked')
    return { answer: 'different', stage: firstDifference(first.one, second.one) };
  return CANNOT;
}

const rank = (verdict: OfferOutcome): number =>
  ['failed', 'unused', 'inconclusive', 'worked'].indexOf(verdict);

/**
 * A stage that failed parts the two, before any that is merely not needed or not captured on one side; but only where
 * the other is seen to have got past it.
 */
function failedBeside(failed: Beside, other: Beside): PairJudgement {
  const stage = brokenStage(failed.one);
  // Of the same sources, what was lost in one would have been told of the other as well. Of a session a source less
  // may make a failure out of what is an unread offer.
  const isEqual = isOffer(failed.one)
    ? viewsLackedBy(other.side, failed.side).length === 0
    : haveSameViews(failed.side, other.side);
  const passed = isOffer(failed.one) ? offerPassed(other, failed, stage) : sessionPassed(failed, other);
  const differs = other.one.verdict === 'inconclusive' ? isEqual && passed : isEqual || passed;
  return differs ? { answer: 'different', stage } : CANNOT;
}

/**
 * One that worked without a line of its end may have broken there as well. That it is seen to have come as far as the
 * stage counts only where the captures would have shown the failure; that it came further counts anyhow.
 */
function offerPassed({ one, side }: Beside, failed: Beside, stage: Stage | null): boolean {
  if (stage === null || one.verdict === 'unused') return one.verdict !== 'inconclusive';
  const from = STAGES.indexOf(stage);
  const shown = side.showsLike(causeOf(failed)?.evidence ?? [], failed.side) ? [stage] : [];
  const further = one.verdict === 'inconclusive' ? [] : STAGES.slice(from + 1);
  return [...shown, ...further].some((later) => stateAt(one, later) === 'seen');
}

const causeOf = ({ one, side }: Beside): Finding | undefined => side.findingsOf(one.id)[0];

/** An offer that worked proves that its session came so far; not where the failing one had come so far as well. */
const sessionPassed = (failed: Beside, other: Beside): boolean =>
  other.one.verdict === 'worked' && hasOffers(other, 'worked') && !hasOffers(failed, 'worked');

function sameVerdict(a: Beside, b: Beside): PairJudgement {
  const stage = firstDifference(a.one, b.one);
  const { verdict, code } = a.one;
  if (verdict === 'inconclusive') {
    if (stage !== null) return { answer: 'different', stage };
    return unseenBy(a.one, b.one) === 0 ? ALIKE : CANNOT;
  }
  // Whether the transfer of two that worked then broke, only one of them tells.
  if (verdict === 'worked' && known(stateAt(a.one, 'transfer')) !== known(stateAt(b.one, 'transfer')))
    return CANNOT;
  if (code === b.one.code) return ALIKE;
  if (!isKnown(a, b) || !isKnown(b, a)) return CANNOT;
  // Two that worked did so in another way, of which both tell.
  return { answer: 'different', stage: verdict === 'worked' ? stage : earliest(a.one, b.one) };
}

/**
 * What one of them failed of, the captures of the other would have told as well. Two codes of one stage may say the same
 * with more or less behind it, so that both need the same captures.
 */
function isKnown(here: Beside, there: Beside): boolean {
  const stage = brokenStage(here.one);
  const shown = STAGES.every(
    (one) => !isBroken(here.one, one) || known(stateAt(there.one, one)) || isBeyond(one, stage),
  );
  const equal = stage !== brokenStage(there.one) || showsAsMuch(there.side, here.side);
  return shown && equal && there.side.showsLike(causeOf(here)?.evidence ?? [], here.side);
}

const isBroken = (one: SubjectReport, stage: Stage): boolean =>
  ['failed', 'missing'].includes(stateAt(one, stage));

const isBeyond = (one: Stage, stage: Stage | null): boolean =>
  stage !== null && STAGES.indexOf(one) > STAGES.indexOf(stage);

const showsAsMuch = (one: ComparedSide, other: ComparedSide): boolean =>
  viewsLackedBy(one, other).length === 0 &&
  [...other.views.details()].every((detail) => one.views.details().has(detail));

export const brokenStage = ({ stages }: SubjectReport): Stage | null =>
  stages.find(({ state }) => state === 'failed')?.stage ?? null;

export const stateAt = ({ stages }: SubjectReport, stage: Stage): StageState =>
  stages.find((one) => one.stage === stage)?.state ?? 'not-captured';

export const evidenceAt = ({ stages }: SubjectReport, wanted: Stage): StageReport['evidence'] =>
  stages.find(({ stage }) => stage === wanted)?.evidence ?? [];

const known = (state: StageState): boolean => state !== 'not-captured';

/** The first stage that both show, and not in the same state. */
function firstDifference(a: SubjectReport, b: SubjectReport): Stage | null {
  return (
    STAGES.find((stage) => {
      const [here, there] = [stateAt(a, stage), stateAt(b, stage)];
      return known(here) && known(there) && here !== there;
    }) ?? null
  );
}

const unseenBy = (a: SubjectReport, b: SubjectReport): number =>
  STAGES.filter((stage) => known(stateAt(a, stage)) !== known(stateAt(b, stage))).length;

function earliest(a: SubjectReport, b: SubjectReport): Stage | null {
  const broken = [brokenStage(a), brokenStage(b)];
  return STAGES.find((stage) => broken.includes(stage)) ?? null;
}

/**
 * Stages before the one where they part that may hide where it really broke: the failing side does not show them, and
 * nothing later that it shows proves that it got past them.
 */
export function hiddenBefore(failed: Beside, other: Beside, parting: Stage): Stage[] {
  const { one, side } = failed;
  // Data connections came, and nobody could read what offered them: they may have broken at any stage of theirs.
  const isUnread =
    !isOffer(one) && offersOf(failed).length < offersOf(other).length && side.report.dataFlows.length > 0;
  if (isUnread) return STAGES.slice(1);
  const end = STAGES.indexOf(parting);
  return STAGES.slice(0, end).filter((stage, at) => {
    if (known(stateAt(one, stage))) return false;
    const later = STAGES.slice(at + 1, end).filter((next) => stateAt(one, next) === 'seen');
    return later.every((next) => LEAVES_OPEN[stage]?.includes(next));
  });
}

/**
 * A client that dials was answered, and only what the unit then does tells of the pinhole; and of the two legs either may
 * come first, that of the server in active mode.
 */
const LEAVES_OPEN: Partial<Record<Stage, readonly Stage[]>> = {
  expectation: ['syn'],
  clientLeg: ['serverLeg'],
};
