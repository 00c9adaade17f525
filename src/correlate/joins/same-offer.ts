import type { OfferCommand } from '../../ftp.js';
import { addressOf, portOf, type Endpoint } from '../../net.js';
import { isPassive } from '../model/offer.js';
import { gap } from '../model/time.js';
import type { Offer } from '../model/timeline.js';
import type { Moment } from '../model/moment.js';

export interface SaidOffer {
  readonly command: OfferCommand;
  readonly endpoint: Endpoint;
  readonly moment: Moment;
}

/** Between two prints of one offer, in seconds: a proxy hands it on at once, and clocks are known that well. */
const SOON = 5;

/** The same on one clock, where nothing but the command is alike: a helper passes a segment on at once. */
const AT_ONCE = 1;

/** Offers that are looked at: a port that is offered again is so before long. */
const FEW = 4;

/** A later one of the same port came nearer to the known offer: the first source began late, and this one it has missed. */
export function isRatherLater({ offered }: Offer, said: SaidOffer, later: readonly SaidOffer[]): boolean {
  const away = (one: SaidOffer): number => {
    const since = offered === null ? null : gap(offered, one.moment);
    return since === null ? Infinity : Math.abs(since.least + since.most) / 2;
  };
  const own = away(said);
  return later.slice(0, FEW).some((one) => portOf(one.endpoint) === portOf(said.endpoint) && away(one) < own);
}

/**
 * Where an offer that a second source tells of stands among those that are known, from a place on; -1: it is another.
 * Both tell in the same order, yet one may begin later. Rewriting keeps the port of a passive offer, and an active one's
 * as long as it keeps the client's address.
 */
export function placeOfSame(offers: readonly Offer[], from: number, said: SaidOffer): number {
  const isWithin = ({ offered }: Offer, seconds: number): boolean => {
    const since = offered === null ? null : gap(offered, said.moment);
    return since === null || (since.least <= seconds && since.most >= -seconds);
  };
  const find = (isSame: (offer: Offer) => boolean): number =>
    offers.findIndex((offer, at) => at >= from && isWithin(offer, SOON) && isSame(offer));
  const byPort = find(({ endpoint }) => portOf(endpoint) === portOf(said.endpoint));
  if (byPort >= 0) return byPort;
  return find(
    (offer) =>
      offer.command === said.command &&
      !isPassive(offer) &&
      (offer.offered?.capture !== said.moment.capture || isWithin(offer, AT_ONCE)) &&
      addressOf(offer.endpoint) !== addressOf(said.endpoint),
  );
}
