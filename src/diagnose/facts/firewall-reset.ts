import { isRefusal } from '../../ftp.js';
import type { End } from '../../correlate/model/leg.js';
import { hasCarried } from '../../correlate/model/leg-queries.js';
import type { OfferCase } from '../cases/offer-case.js';
import { dataLegs } from './data-tls.js';

/** Resets that the unit sent to both sides after payload, while no reset came in and both sides were captured. */
export function unitReset(it: OfferCase): readonly End[] | null {
  const { closing, aborted } = it.replies;
  if ((closing !== null && !isRefusal(closing.code)) || aborted !== null) return null;
  const legs = dataLegs(it);
  const ends = legs.flatMap((leg) => leg.ends);
  const resets = ends.filter(({ type }) => type === 'rst');
  const isOurs = resets.length === ends.length && resets.every(({ direction }) => direction === 'out');
  const toBoth = new Set(resets.map(({ by }) => by)).size === 2;
  const cameIn = (prints: readonly { direction: 'in' | 'out' | undefined }[]): boolean =>
    prints.some(({ direction }) => direction === 'in');
  const bothShown = legs.some(({ syns }) => cameIn(syns)) && legs.some(({ synAcks }) => cameIn(synAcks));
  const carried = legs.some(hasCarried);
  return isOurs && toBoth && bothShown && carried ? resets : null;
}
