import type { Moment } from '../../correlate/model/moment.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../cases/offer-case.js';
import { repeatedSegments } from '../observations/kept-packet.js';
import { isProxied } from '../observations/inspection.js';
import { dataLegs } from './data-tls.js';
import { keptOf, saidBy } from './not-forwarded.js';

/**
 * Data of the data connection, or a word of its transfer, that its sender repeats and that nobody acknowledges. Where
 * one side of the unit is captured, nothing shows where it is lost; but it did not arrive.
 */
export function unackedSegment(it: OfferCase): Moment | null {
  const { control, offer, replies } = it;
  const data = replies.aborted === null ? repeatedSegments(dataLegs(it)) : [];
  const lost = data.find(({ fin }) => !fin);
  if (lost !== undefined) return lost.prints[0];
  if (control?.connection == null || isProxied(control)) return null;
  const words = repeatedSegments(legsOf(control.connection)).filter(({ fin }) => !fin);
  const own = words.find((packet) => keptOf(offer, saidBy(control, packet), replies) !== null);
  return own?.prints[0] ?? null;
}
