import type { ReportDocument } from '../document.js';
import type { Answer, Comparison, Immaterial, LoneSubject, Readiness, SubjectPair } from './comparison.js';
import { ladderPair } from './ladder-pair.js';
import { likeness, pairOffers, pairSessions, type Paired } from './match.js';
import { isOffer, type SubjectReport } from './parting.js';
import { settingDifferences, settingsUnknown } from './setting-differences.js';
import { sideOf, viewsLackedBy, type ComparedSide } from './side.js';
import { subjectPair } from './subject-pair.js';

/** Two reports, and the first place where they part. */
export function compare(good: ReportDocument, bad: ReportDocument): Comparison {
  const [here, there] = [sideOf(good), sideOf(bad)];
  const sessions = pairSessions(good.controlSessions, bad.controlSessions);
  const offers = pairOffers(here, there, sessions);
  const pair = (a: SubjectReport, b: SubjectReport, matched: boolean): SubjectPair =>
    subjectPair({ one: a, side: here }, { one: b, side: there }, matched);
  const ofBoth = [0, 1].map((side) => new Set(sessions.pairs.map((both) => both[side]?.id)));
  // Without a counterpart a failure counts, and an offer that nobody used where the other side had the session as well.
  const isTelling =
    (side: 0 | 1) =>
    (one: SubjectReport): boolean =>
      one.verdict === 'failed' ||
      (one.verdict === 'unused' && isOffer(one) && ofBoth[side]?.has(one.control ?? undefined) === true);
  const beside = <T extends SubjectReport>(
    paired: Paired<T>,
    all: readonly T[],
    others: readonly T[],
  ): SubjectPair[] => [
    ...paired.pairs.map(([a, b]) => pair(a, b, true)),
    ...likesOf(paired.onlyBad.filter(isTelling(1)), all).map(([lone, like]) => pair(like, lone, false)),
    ...likesOf(paired.onlyGood.filter(isTelling(0)), others).map(([lone, like]) => pair(lone, like, false)),
  ];
  const sessionPairs = beside(sessions, good.controlSessions, bad.controlSessions);
  const offerPairs = beside(offers, good.offers, bad.offers);
  const readiness = readinessOf(here, there);
  const all = [...offerPairs, ...sessionPairs];
  const lacking = { good: viewsLackedBy(here, there), bad: viewsLackedBy(there, here) };
  const found = answerOf(all, offers, sessions, readiness);
  // What a source tells that only one side has, nothing on the other side can be compared with.
  const answer = found === 'alike' && lacking.good.length + lacking.bad.length > 0 ? 'cannot-compare' : found;
  const decisive = decisivePair(all);
  return {
    schema: 'fgtrace.diff/1',
    answer,
    different: answer === 'different',
    good: good.verdict,
    bad: bad.verdict,
    swapped: good.verdict === 'failed' && bad.verdict === 'worked',
    decisive,
    sessions: sessionPairs,
    offers: offerPairs,
    onlyGood: [...sessions.onlyGood, ...offers.onlyGood].map(loneSubject),
    onlyBad: [...sessions.onlyBad, ...offers.onlyBad].map(loneSubject),
    lacking,
    configuration: settingDifferences(here, there, decisive),
    settingsUnknown: settingsUnknown({ good: here, bad: there }),
    readiness,
    immaterial: immaterialOf(good, bad, sessions),
    ladders: () => ladderPair(decisive, here, there),
  };
}

const loneSubject = ({ id, verdict, code }: SubjectReport): LoneSubject => ({ id, verdict, code });

/** What has no counterpart of its own stands beside one of its kind that worked. */
function likesOf<T extends SubjectReport>(lone: readonly T[], others: readonly T[]): [lone: T, like: T][] {
  const worked = others.filter(({ verdict }) => verdict === 'worked').slice(0, MOST_LIKES);
  return lone.flatMap((one) => {
    const like = worked.reduce<T | undefined>(
      (best, other) => (best === undefined || likeTo(one, other) > likeTo(one, best) ? other : best),
      undefined,
    );
    return like === undefined ? [] : [[one, like]];
  });
}

const MOST_LIKES = 100;

const likeTo = (a: SubjectReport, b: SubjectReport): number =>
  isOffer(a) && isOffer(b) ? likeness(a, b) : 0;

function answerOf(
  pairs: readonly SubjectPair[],
  offers: Paired<SubjectReport>,
  sessions: Paired<SubjectReport>,
  readiness: Readiness | null,
): Answer {
  if (readiness !== null) return isSameReadiness(readiness) ? 'alike' : 'different';
  if (pairs.some(({ different }) => different)) return 'different';
  if (pairs.length === 0 || pairs.some(({ answer }) => answer === 'cannot-compare')) return 'cannot-compare';
  const lone = [...offers.onlyGood, ...offers.onlyBad, ...sessions.onlyGood, ...sessions.onlyBad];
  // Failed, and nothing on the other side to compare it with; or an offer that the same session lacks in BAD.
  const isOpen = lone.some(({ verdict }) => verdict === 'failed') || missesOffers(offers, sessions);
  return isOpen ? 'cannot-compare' : 'alike';
}

function missesOffers({ onlyGood }: Paired<SubjectReport>, { pairs }: Paired<SubjectReport>): boolean {
  const both = new Set(pairs.map(([good]) => good.id));
  return onlyGood.some(
    (one) => isOffer(one) && one.verdict !== 'unused' && (one.control === null || both.has(one.control)),
  );
}

/**
 * What explains most: something that failed beside something that worked, then two that failed of different causes, then
 * whatever else differs. Of equals an offer comes before a session, a counterpart before a likeness, and what has a
 * stage before what has none.
 */
function decisivePair(pairs: readonly SubjectPair[]): SubjectPair | null {
  const [first] = [...pairs].sort((a, b) => weight(b) - weight(a));
  return first !== undefined && first.answer !== 'alike' ? first : null;
}

function weight({ answer, good, bad, matched, parting }: SubjectPair): number {
  const verdicts = [good.verdict, bad.verdict];
  const failed = verdicts.filter((one) => one === 'failed').length;
  const clear = failed === 1 && verdicts.includes('worked') ? 40 : failed * 10;
  const known = answer === 'different' ? 100 : 0;
  return known + (answer === 'alike' ? 0 : clear) + (matched ? 2 : 0) + (parting === null ? 0 : 4);
}

/** Without traffic on either side: what the two configurations come to. */
function readinessOf(good: ComparedSide, bad: ComparedSide): Readiness | null {
  if (![good, bad].every(isConfigurationAlone)) return null;
  const [here, there] = [good.findingsOf('capture'), bad.findingsOf('capture')];
  return {
    good: [...new Set(here.map(({ code }) => code))],
    bad: [...new Set(there.map(({ code }) => code))],
    messages: { good: here[0]?.message ?? null, bad: there[0]?.message ?? null },
  };
}

const isConfigurationAlone = ({ report, given }: ComparedSide): boolean =>
  report.controlSessions.length + report.offers.length === 0 && given.has('config');

const isSameReadiness = ({ good, bad }: Readiness): boolean =>
  [...good].sort().join(' ') === [...bad].sort().join(' ');

function immaterialOf(
  good: ReportDocument,
  bad: ReportDocument,
  { pairs: [first] }: Paired<ReportDocument['controlSessions'][number]>,
): Immaterial[] {
  const facts: [string, string | null | undefined, string | null | undefined][] = [
    ['model', good.unit?.model, bad.unit?.model],
    ['release', good.unit?.version, bad.unit?.version],
    ['policy', first?.[0].policy, first?.[1].policy],
    ['VDOM', first?.[0].vdom, first?.[1].vdom],
    ['server', first?.[0].server, first?.[1].server],
  ];
  return facts.flatMap(([fact, a, b]) =>
    a != null && b != null && a !== b ? [{ fact, good: a, bad: b }] : [],
  );
}
