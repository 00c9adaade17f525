import { addressOf, type Endpoint } from '../../../net.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { filterShows } from '../../observations/capture-coverage.js';
import { farEnd, diallingEnd } from '../../facts/dialling.js';
import type { CaptureRule } from './capture-rule.js';

/** The sniffer's filter leaves out the data connection of an open offer, and no other sniffer capture has it. */
export const captureFilterTooNarrow: CaptureRule = {
  code: 'CAPTURE_FILTER_TOO_NARROW',
  judge: ({ timeline, open }) => {
    const sniffers = timeline.captures.filter(({ source }) => source === 'sniffer');
    if (sniffers.length === 0) return null;
    for (const { it } of open) {
      const missed = ways(it).find(([from, to]) =>
        sniffers.every((capture) => filterShows(capture, from, to) === 'no'),
      );
      if (missed === undefined) continue;
      const [from, to] = missed;
      const filters = sniffers.flatMap((capture) => capture.filters);
      const words = filters.map(({ filter }) => `"${filter}"`).join(', ');
      return {
        message: `The sniffer’s filter ${words} leaves out the data connection from ${addressOf(from)} to ${to}.`,
        evidence: filters,
      };
    }
    return null;
  },
};

/** The data connection before the unit and behind it, as far as it is not seen yet. */
function ways(it: OfferCase): [Endpoint, Endpoint][] {
  const { offer } = it;
  const from = diallingEnd(it);
  if (from === null) return [];
  const near: [Endpoint, Endpoint][] =
    it.flow === null && offer.external !== null ? [[from, offer.external]] : [];
  return it.far?.leg == null ? [...near, [from, farEnd(it)]] : near;
}
