import type { Comparison, OfferPair, SessionPair } from '../../compare/compare.js';
import type { Evidence } from '../../document.js';
import { STAGE_NAME, VERDICT_NAME } from '../text/labels.js';
import { statesOfBoth, stageNames } from './divergence.js';

export const comparisonVerdict = ({ different }: Comparison): string => (different ? 'DIFFERENT' : 'ALIKE');

/** What the comparison says about one pair of sessions or offers. */
export interface ComparisonPart {
  readonly title: string;
  readonly sentences: readonly string[];
  /** The lines of GOOD, then those of BAD; empty if the two do not differ. */
  readonly lines: readonly (readonly [name: string, lines: readonly Evidence[]])[];
}

/** The pairs that differ, and those that one of the captures does not show completely. */
export function* comparisonParts({ sessions, offers }: Comparison): Iterable<ComparisonPart> {
  for (const pair of sessions) if (pair.facts.length > 0 || pair.parting !== null) yield sessionPart(pair);
  for (const pair of offers) if (pair.different || pair.unseen.length > 0) yield offerPart(pair);
}

function sessionPart({ good, bad, facts, parting }: SessionPair): ComparisonPart {
  const sentences = facts.map(
    (fact) => `${fact.fact}: ${fact.good ?? '-'} in GOOD, ${fact.bad ?? '-'} in BAD`,
  );
  if (parting) sentences.push(`${STAGE_NAME[parting.stage]}: ${statesOfBoth(parting)}`);
  return { title: `Control sessions ${good} and ${bad}`, sentences, lines: linesOf(parting) };
}

function offerPart({ command, good, bad, parting, unseen, different }: OfferPair): ComparisonPart {
  const sentences = [
    `GOOD: ${good.endpoint} ${VERDICT_NAME[good.verdict]}, ${good.code}`,
    `BAD: ${bad.endpoint} ${VERDICT_NAME[bad.verdict]}, ${bad.code}`,
  ];
  if (parting) sentences.push(`part at ${STAGE_NAME[parting.stage]}: ${statesOfBoth(parting)}`);
  else if (different) sentences.push('no stage that both show differs');
  if (unseen.length > 0) sentences.push(`one of them does not show: ${stageNames(unseen)}`);
  return {
    title: `${command ?? 'Implied'} offers ${good.offer} and ${bad.offer}`,
    sentences,
    lines: linesOf(parting),
  };
}

const linesOf = (parting: OfferPair['parting']): ComparisonPart['lines'] =>
  parting === null
    ? []
    : [
        ['GOOD', parting.good.evidence],
        ['BAD', parting.bad.evidence],
      ];
