import type { Comparison, OfferPair, Parting, SessionPair } from '../compare/compare.js';
import { place } from './page.js';
import { STAGE, STATE, VERDICT } from './words.js';

/** Says in one sentence where the two reports part. */
export function firstSentence(comparison: Comparison): string {
  const { good, bad, swapped, different, onlyGood, onlyBad } = comparison;
  const turned = swapped
    ? 'The first report failed and the second worked, so they may be the wrong way round; '
    : '';
  if (!different)
    return `No difference: both ${good === 'inconclusive' ? 'are inconclusive' : good}, stage by stage.`;
  const offer = decisive(comparison);
  if (offer) return `${turned}${offerSentence(offer, turned === '')}`;
  const session = comparison.sessions.find(({ parting, facts }) => parting !== null || facts.length > 0);
  if (session) return `${turned}${sessionSentence(session, turned === '')}`;
  if (onlyGood.length + onlyBad.length > 0) {
    return `${turned}${turned === '' ? 'What' : 'what'} both show is alike; ${lonely(comparison)}.`;
  }
  return `${turned}${turned === '' ? 'The' : 'the'} first report is ${good}, the second ${bad}, and no offer or session tells why.`;
}

/** `only the first has O2; only the second has O5` */
export function lonely({ onlyGood, onlyBad }: Comparison): string {
  return [
    onlyGood.length > 0 ? `only the first has ${onlyGood.join(', ')}` : '',
    onlyBad.length > 0 ? `only the second has ${onlyBad.join(', ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** The pair that explains most: one worked and the other failed; else the first that parts or differs at all. */
function decisive({ offers }: Comparison): OfferPair | undefined {
  const turned = offers.filter(({ good, bad }) => good.verdict !== bad.verdict);
  const broken = turned.filter(({ good, bad }) => good.verdict === 'failed' || bad.verdict === 'failed');
  const parted = (all: readonly OfferPair[]): OfferPair | undefined =>
    all.find(({ parting }) => parting !== null);
  return (
    parted(broken) ??
    broken[0] ??
    parted(turned) ??
    turned[0] ??
    parted(offers) ??
    offers.find((one) => one.different)
  );
}

function offerSentence({ command, good, bad, parting, unseen }: OfferPair, begins: boolean): string {
  const who = `${command ?? 'the implied offer'} (${good.offer} and ${bad.offer})`;
  const outcome =
    good.verdict === bad.verdict
      ? `both ${good.verdict}`
      : `${VERDICT[good.verdict]} in the first, ${VERDICT[bad.verdict]} with ${bad.code} in the second`;
  if (parting === null) {
    const blind =
      unseen.length > 0 ? `; not both show: ${unseen.map((stage) => STAGE[stage]).join(', ')}` : '';
    return `${begins ? 'No' : 'no'} stage that both show parts ${who}, yet: ${outcome === `both ${good.verdict}` ? `${good.code} against ${bad.code}` : outcome}${blind}.`;
  }
  return `${begins ? 'They' : 'they'} part at the stage "${STAGE[parting.stage]}" of ${who}: ${sides(parting)}; ${outcome}.`;
}

function sessionSentence({ good, bad, facts, parting }: SessionPair, begins: boolean): string {
  const who = `control session (${good} and ${bad})`;
  const first = facts[0];
  const known = first
    ? `${first.fact} ${first.good ?? ''} in the first, ${first.bad ?? ''} in the second`
    : '';
  const what = parting === null ? known : sides(parting);
  return `${begins ? 'They' : 'they'} part at the ${who}: ${what}.`;
}

/** `seen in the first (good.txt:109), FAILED in the second (bad.txt:109)` */
export function sides({ good, bad }: Parting): string {
  const at = (side: Parting['good']): string => {
    const line = side.evidence[0];
    return line ? ` (${place(line)})` : '';
  };
  return `${STATE[good.state]} in the first${at(good)}, ${STATE[bad.state]} in the second${at(bad)}`;
}
