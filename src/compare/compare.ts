import {
  STAGES,
  type ControlSessionReport,
  type Evidence,
  type OfferOutcome,
  type OfferReport,
  type ReportDocument,
  type Outcome,
  type Stage,
  type StageReport,
  type StageState,
} from '../document.js';
import type { Endpoint } from '../net.js';
import { pairOffers, pairSessions } from './match.js';

/**
 * The comparison of two reports. `good` and `bad` only name the first and the second argument; they are no verdicts.
 */
export interface Comparison {
  readonly schema: 'fgtrace.diff/1';
  readonly different: boolean;
  readonly good: Outcome;
  readonly bad: Outcome;
  /** The good report failed and the bad one worked: they may have been given in the wrong order. */
  readonly swapped: boolean;
  readonly sessions: readonly SessionPair[];
  readonly offers: readonly OfferPair[];
  /** The ids that have no counterpart in the other report. */
  readonly onlyGood: readonly string[];
  readonly onlyBad: readonly string[];
}

interface Fact {
  readonly fact: 'inspection' | 'tls' | 'policy' | 'vdom' | 'verdict' | 'code';
  readonly good: string | null;
  readonly bad: string | null;
}

export interface SessionPair {
  readonly good: string;
  readonly bad: string;
  /** Facts that both reports know, with different values. */
  readonly facts: readonly Fact[];
  readonly parting: Parting | null;
}

export interface ComparedOffer {
  readonly offer: string;
  readonly endpoint: Endpoint;
  readonly verdict: OfferOutcome;
  readonly code: string;
}

export interface Parting {
  readonly stage: Stage;
  readonly good: { readonly state: StageState; readonly evidence: readonly Evidence[] };
  readonly bad: { readonly state: StageState; readonly evidence: readonly Evidence[] };
}

export interface OfferPair {
  readonly command: string | null;
  readonly good: ComparedOffer;
  readonly bad: ComparedOffer;
  readonly different: boolean;
  /**
   * The first stage that both captures show and where they differ. Without such a stage: the one where only one of
   * the two failed.
   */
  readonly parting: Parting | null;
  /** Earlier stages that one of the captures does not show. The two may already have parted there. */
  readonly unseen: readonly Stage[];
}

export function compare(good: ReportDocument, bad: ReportDocument): Comparison {
  const sessions = pairSessions(good.controlSessions, bad.controlSessions);
  const offers = pairOffers(good.offers, bad.offers, sessions);
  const sessionPairs = sessions.pairs.map(sessionPair);
  const offerPairs = offers.pairs.map(offerPair);
  const lone = (one: ControlSessionReport | OfferReport): boolean => one.verdict !== 'unused';
  const onlyGood = [...sessions.onlyGood, ...offers.onlyGood];
  const onlyBad = [...sessions.onlyBad, ...offers.onlyBad];
  const different =
    good.verdict !== bad.verdict ||
    sessionPairs.some((pair) => pair.facts.length > 0 || pair.parting !== null) ||
    offerPairs.some((pair) => pair.different) ||
    [...onlyGood, ...onlyBad].some(lone);
  return {
    schema: 'fgtrace.diff/1',
    different,
    good: good.verdict,
    bad: bad.verdict,
    swapped: good.verdict === 'failed' && bad.verdict === 'worked',
    sessions: sessionPairs,
    offers: offerPairs,
    onlyGood: onlyGood.map(({ id }) => id),
    onlyBad: onlyBad.map(({ id }) => id),
  };
}

const COMPARED_FACTS = ['inspection', 'tls', 'policy', 'vdom', 'verdict', 'code'] as const;

function sessionPair([good, bad]: readonly [ControlSessionReport, ControlSessionReport]): SessionPair {
  const known = (value: string | null): boolean => value !== null && value !== 'unknown';
  const facts = COMPARED_FACTS.map((fact) => ({ fact, good: good[fact], bad: bad[fact] })).filter(
    (fact) => known(fact.good) && known(fact.bad) && fact.good !== fact.bad,
  );
  return { good: good.id, bad: bad.id, facts, parting: whereStagesPart(good.stages, bad.stages).parting };
}

function offerPair([good, bad]: readonly [OfferReport, OfferReport]): OfferPair {
  const found = whereStagesPart(good.stages, bad.stages);
  const broken = found.parting === null ? failureOfOne(good, bad) : null;
  const commands = [...new Set([good, bad].flatMap(({ command }) => command ?? []))];
  return {
    command: commands.length === 0 ? null : commands.join(' and '),
    good: comparedOffer(good),
    bad: comparedOffer(bad),
    different: found.parting !== null || good.verdict !== bad.verdict || good.code !== bad.code,
    parting: found.parting ?? broken,
    unseen: found.unseen.filter((stage) => stage !== broken?.stage),
  };
}

const comparedOffer = ({ id, endpoint, verdict, code }: OfferReport): ComparedOffer => ({
  offer: id,
  endpoint,
  verdict,
  code,
});

/**
 * The stage where only one of the two failed. The other one worked in the end, so it did not fail there, even where
 * its capture does not show the stage.
 */
function failureOfOne(good: OfferReport, bad: OfferReport): Parting | null {
  const [failed, other] = good.verdict === 'failed' ? [good, bad] : [bad, good];
  const stage = failed.stages.find(({ state }) => state === 'failed');
  const unseen = other.stages.find((one) => one.stage === stage?.stage);
  if (failed.verdict !== 'failed' || other.verdict !== 'worked' || !stage || !unseen) return null;
  const of = ({ stages }: OfferReport): Parting['good'] => {
    const { state = 'not-captured', evidence = [] } = stages.find((one) => one.stage === stage.stage) ?? {};
    return { state, evidence };
  };
  return { stage: stage.stage, good: of(good), bad: of(bad) };
}

/** Stages that one capture does not show, or that a limit left out, are not counted as a difference but are listed. */
function whereStagesPart(
  good: readonly StageReport[],
  bad: readonly StageReport[],
): Pick<OfferPair, 'parting' | 'unseen'> {
  const unseen: Stage[] = [];
  for (const stage of STAGES) {
    const [a, b] = [good, bad].map((stages) => stages.find((one) => one.stage === stage));
    if (a?.state === b?.state) continue;
    if (!a || !b || a.state === 'not-captured' || b.state === 'not-captured') unseen.push(stage);
    else {
      const of = ({ state, evidence }: StageReport): Parting['good'] => ({ state, evidence });
      return { parting: { stage, good: of(a), bad: of(b) }, unseen };
    }
  }
  return { parting: null, unseen };
}
