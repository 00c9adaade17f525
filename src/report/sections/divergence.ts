import type { Comparison, OfferPair, Parting, SessionPair, ComparedOffer } from '../../compare/compare.js';
import { place } from '../text/layout.js';
import { STAGE_NAME, STATE_NAME } from '../text/labels.js';

/** Where the two reports part. If they seem to be in the wrong order, that is said first. */
export function whereTheyPart(comparison: Comparison): string {
  const { good, bad, swapped, different } = comparison;
  if (!different)
    return `No difference: both ${good === 'inconclusive' ? 'are inconclusive' : good}, stage by stage.`;
  const turned = swapped ? 'GOOD failed and BAD worked, so they may be the wrong way round. ' : '';
  const offer = decisive(comparison);
  if (offer) return turned + offerSentence(offer);
  const session = comparison.sessions.find(({ parting, facts }) => parting !== null || facts.length > 0);
  if (session) return turned + sessionSentence(session);
  const without = withoutCounterpart(comparison);
  if (without !== '') return `${turned}What both show is alike; ${without}.`;
  return `${turned}GOOD is ${good}, BAD is ${bad}, and no offer or session tells why.`;
}

/** `only GOOD has O2; only BAD has O5` */
export function withoutCounterpart({ onlyGood, onlyBad }: Comparison): string {
  const of = (name: string, ids: readonly string[]): string[] =>
    ids.length > 0 ? [`only ${name} has ${ids.join(', ')}`] : [];
  return [...of('GOOD', onlyGood), ...of('BAD', onlyBad)].join('; ');
}

/**
 * The pair that explains most: one of the two failed and the other did not; else their verdicts differ; else anything
 * differs. In each of these groups a pair with a known stage of parting comes first.
 */
function decisive({ offers }: Comparison): OfferPair | undefined {
  const turned = offers.filter(({ good, bad }) => good.verdict !== bad.verdict);
  const broken = turned.filter(({ good, bad }) => good.verdict === 'failed' || bad.verdict === 'failed');
  const different = offers.filter((pair) => pair.different);
  for (const some of [broken, turned, different]) {
    const found = some.find(({ parting }) => parting !== null) ?? some[0];
    if (found) return found;
  }
  return undefined;
}

function offerSentence({ command, good, bad, parting, unseen }: OfferPair): string {
  const who = `${command ?? 'the implied offer'} (${good.offer} and ${bad.offer})`;
  const ends = `${ended('GOOD', good)}, ${ended('BAD', bad)}`;
  if (parting)
    return `They part at the stage "${STAGE_NAME[parting.stage]}" of ${who}: ${statesOfBoth(parting)}; ${ends}.`;
  const blind = unseen.length > 0 ? `; one of them does not show: ${stageNames(unseen)}` : '';
  return `No stage that both show tells why ${who} differ: ${ends}${blind}.`;
}

function ended(name: string, { verdict, code }: ComparedOffer): string {
  const how = { worked: 'worked', failed: 'failed', inconclusive: 'is inconclusive', unused: 'was not used' };
  return `${name} ${how[verdict]} (${code})`;
}

function sessionSentence({ good, bad, facts: [fact], parting }: SessionPair): string {
  const known = fact ? `${fact.fact} ${fact.good ?? ''} in GOOD, ${fact.bad ?? ''} in BAD` : '';
  return `They part at the control session (${good} and ${bad}): ${parting ? statesOfBoth(parting) : known}.`;
}

/** `seen in GOOD (good.txt:109), FAILED in BAD (bad.txt:109)` */
export function statesOfBoth({ good, bad }: Parting): string {
  const at = ({ evidence: [line] }: Parting['good']): string => (line ? ` (${place(line)})` : '');
  return `${STATE_NAME[good.state]} in GOOD${at(good)}, ${STATE_NAME[bad.state]} in BAD${at(bad)}`;
}

export const stageNames = (stages: OfferPair['unseen']): string =>
  stages.map((stage) => STAGE_NAME[stage]).join(', ');
