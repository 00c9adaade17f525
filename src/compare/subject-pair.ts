import { STAGES, type ControlSessionReport, type Evidence, type Finding, type Stage } from '../document.js';
import type { Both, ComparedSubject, Parting, PartingSide, SubjectPair, TellingLine } from './comparison.js';
import { durationPairs } from './duration-pairs.js';
import { CANNOT, evidenceAt, hiddenBefore, isOffer, judged, stateAt, type Beside } from './parting.js';
import { haveSameViews, viewsLackedBy } from './side.js';
import { lastLine, tellingLines, type Told } from './telling-lines.js';

/** Two that belong together, and what tells them apart. */
export function subjectPair(good: Beside, bad: Beside, matched: boolean): SubjectPair {
  const ofSameViews = haveSameViews(good.side, bad.side);
  // What has no counterpart may only lack one for want of a source.
  const { answer, stage } = matched || ofSameViews ? judged(good, bad) : CANNOT;
  const findings = { good: onlyIn(good, bad), bad: onlyIn(bad, good) };
  const remarked = answer === 'alike' && isFine(good) && isRemarked(good, bad, findings);
  const found = remarked ? 'different' : answer;
  return {
    kind: isOffer(good.one) ? 'offer' : 'session',
    matched,
    good: compared(good, findings.good),
    bad: compared(bad, findings.bad),
    answer: found,
    different: found === 'different',
    parting: stage === null ? null : partingAt(stage, good, bad),
    unseen: unseenBefore(stage, good, bad),
    stages: STAGES.map((one) => ({
      stage: one,
      good: stateAt(good.one, one),
      bad: stateAt(bad.one, one),
    })).filter((one) => isOffer(good.one) || one.stage === 'control'),
    findings: { good: codesOf(findings.good), bad: codesOf(findings.bad) },
    // Another source stamps another moment of a stage.
    durations: ofSameViews && isOffer(good.one) && isOffer(bad.one) ? durationPairs(good.one, bad.one) : [],
    facts: isOffer(good.one) || isOffer(bad.one) ? [] : factsOf(good.one, bad.one),
  };
}

/** Of one there is something to know that the captures of the other would have told. */
const isRemarked = (good: Beside, bad: Beside, findings: Both<readonly Finding[]>): boolean =>
  (findings.good.length > 0 && !showsLess(good, bad)) || (findings.bad.length > 0 && !showsLess(bad, good));

/** What is in doubt on this side may be so for want of what the other one shows. */
const showsLess = (here: Beside, there: Beside): boolean => viewsLackedBy(here.side, there.side).length > 0;

const isFine = ({ one }: Beside): boolean => one.verdict === 'worked' || one.verdict === 'unused';

const codesOf = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);

function compared({ one, side }: Beside, only: readonly Finding[]): ComparedSubject {
  const [cause] = side.findingsOf(one.id);
  const remark = one.verdict === 'worked' ? only[0] : undefined;
  const title = isOffer(one)
    ? `${one.command ?? 'implied offer'} ${one.endpoint}`
    : `${one.client ?? '?'} -> ${one.server ?? '?'}`;
  const { id, verdict, code } = one;
  const command = isOffer(one) ? one.command : null;
  return { id, verdict, code, title, command, message: (remark ?? cause)?.message ?? null };
}

/** Beyond the verdict's own code: that is compared by itself. */
function onlyIn(here: Beside, there: Beside): Finding[] {
  const known = new Set(codesOf([...there.side.findingsOf(there.one.id)]));
  return here.side
    .findingsOf(here.one.id)
    .filter(
      ({ code, verdict, evidence }) =>
        code !== here.one.code &&
        verdict === here.one.verdict &&
        !known.has(code) &&
        there.side.showsLike(evidence, here.side),
    );
}

/** A side that broke there is told by what its finding cites, the other one by what its stage shows. */
function partingAt(stage: Stage, good: Beside, bad: Beside): Parting {
  const told = (of: Beside): Told => ({
    lines: linesOf(stage, of),
    all: [...of.one.evidence, ...of.one.stages.flatMap(({ evidence }) => evidence)],
    side: of.side,
  });
  const [here, there] = [told(good), told(bad)];
  const [shown, other] = [tellingLines(here, there), tellingLines(there, here)];
  const side = (of: Beside, own: Told, lines: readonly TellingLine[], beside: typeof lines): PartingSide => {
    const state = stateAt(of.one, stage);
    const isUntold = lines.length === 0 && state === 'failed';
    const facing = of === good ? bad : good;
    return { state, evidence: isUntold ? lastLine(own, beside, facing.side) : lines };
  };
  return { stage, good: side(good, here, shown, other), bad: side(bad, there, other, shown) };
}

function linesOf(stage: Stage, { one, side }: Beside): readonly Evidence[] {
  const [cause] = stateAt(one, stage) === 'failed' ? side.findingsOf(one.id) : [];
  return [...(cause?.evidence ?? []), ...evidenceAt(one, stage)];
}

/** Where nothing parts them: what one shows and the other does not. */
function unseenBefore(stage: Stage | null, good: Beside, bad: Beside): Stage[] {
  const [failing, other] = bad.one.verdict === 'failed' ? [bad, good] : [good, bad];
  if (stage !== null && failing.one.verdict === 'failed') return hiddenBefore(failing, other, stage);
  const end = stage === null ? STAGES.length : STAGES.indexOf(stage);
  const isUnseen = ({ one }: Beside, at: Stage): boolean => stateAt(one, at) === 'not-captured';
  return STAGES.slice(0, end).filter((at) => isUnseen(good, at) !== isUnseen(bad, at));
}

const FACTS = ['inspection', 'tls'] as const;

function factsOf(good: ControlSessionReport, bad: ControlSessionReport): SubjectPair['facts'] {
  return FACTS.map((fact) => ({ fact, good: good[fact], bad: bad[fact] })).filter(
    (one) => one.good !== 'unknown' && one.bad !== 'unknown' && one.good !== one.bad,
  );
}
