import { addressOf, type Endpoint } from '../../../net.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { filterShows } from '../../observations/capture-coverage.js';
import { farEnd, diallingEnd } from '../../facts/dialling.js';
import type { CaptureRule } from '../../capture-rule.js';
import { CAPTURE_BY_HOSTS, CAPTURE_EVERYTHING } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

/**
 * The sniffer's filter leaves out the data connection of an inconclusive offer, and no other sniffer capture shows
 * it.
 */
export const captureFilterTooNarrow: CaptureRule = {
  code: 'CAPTURE_FILTER_TOO_NARROW',
  stage: 'syn',
  verdict: 'inconclusive',
  grade: 'A',
  title: 'the capture’s filter leaves out the data connection',
  mechanism:
    'A filter on port 21 cannot show a data connection. A filter on the outside address misses the server’s side behind the VIP, and ICMP from routers on the way.',
  evidence: 'The text of filters=[…].',
  neighbours: {
    DATA_SYN_NOT_SEEN: 'the filter covers the hosts, and there is still no SYN',
    CAPTURE_TOO_SHORT: 'the filter is wide enough, the time is not',
  },
  steps: withNames(() => [CAPTURE_BY_HOSTS, CAPTURE_EVERYTHING]),
  source: 'Fortinet KB 369498, 194222',

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

/** The data connection before the unit and behind it; without the side that is seen already. */
function ways(it: OfferCase): [Endpoint, Endpoint][] {
  const { offer } = it;
  const from = diallingEnd(it);
  if (from === null) return [];
  const near: [Endpoint, Endpoint][] =
    it.flow === null && offer.external !== null ? [[from, offer.external]] : [];
  return it.far?.leg == null ? [...near, [from, farEnd(it)]] : near;
}
