import type { End } from '../../correlate/model/leg.js';
import type { OfferCase } from '../cases/offer-case.js';
import { dataLegs } from './data-tls.js';

/**
 * The end of a data connection that carried nothing, in a session whose words can be read and where none says that a
 * transfer began: the command, or the reply to it, may never have arrived.
 */
export function unusedConnection(it: OfferCase): End | null {
  const { opening, closing, aborted } = it.replies;
  if (it.control === null || it.control.replies.length === 0 || it.offer.offered === null) return null;
  if (opening !== null || closing !== null || aborted !== null) return null;
  const legs = dataLegs(it);
  const isSilent = legs.every(
    ({ initiatorData, responderData, tls, traces }) =>
      initiatorData.length + responderData.length + tls.length + traces.length === 0,
  );
  return isSilent ? (legs.flatMap(({ ends }) => ends)[0] ?? null) : null;
}
