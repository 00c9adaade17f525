import type { OfferCase } from '../cases/offer-case.js';

/**
 * True if packets of a connection at the offer's endpoints are shown whose SYN is not: the capture lost lines, so that it
 * is missing proves nothing.
 */
export function isBegunUnseen({ timeline: { unbegun }, offer }: OfferCase): boolean {
  const { endpoint, external, expectation } = offer;
  return [endpoint, external, expectation?.destination, expectation?.mapped].some(
    (end) => end != null && unbegun.has(end),
  );
}
