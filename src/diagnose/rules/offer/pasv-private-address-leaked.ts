import { addressOf } from '../../../net.js';
import { isPrivate } from '../../facts/private-addresses.js';
import { finalDenial } from '../../facts/final-denial.js';
import { failingLine } from '../../facts/failing-line.js';
import { announceOutside, dialsInside } from '../../facts/inside-address.js';
import type { OfferCase } from '../../cases/offer-case.js';
import type { Claim, Rule } from '../../rule.js';
import { pasvPrivateAddressLeakedCause } from '../shared/pasv-private-address-leaked.js';

/**
 * The 227 reached the client with the server's inside address: nobody rewrote it. A private address in WAD's
 * `offer_ip` does not show that, because WAD prints the offer before it rewrites it (seed).
 */
export const pasvPrivateAddressLeaked: Rule = {
  ...pasvPrivateAddressLeakedCause,
  judge: (it) => (!it.passive || it.hit !== null ? null : (byWords(it) ?? bySyn(it))),
};

function byWords(it: OfferCase): Claim | null {
  const { toldToClient: told, endpoint } = it.offer;
  const server = it.control?.server;
  if (told === null || server == null) return null;
  if (addressOf(told.endpoint) === addressOf(server) || !isPrivate(told.endpoint)) return null;
  const failing = failingLine(it);
  if (failing === null) return null;
  return {
    message: `The client was told the server’s inside address ${endpoint}: nobody rewrote the 227 on its way, and the client dialled ${addressOf(server)} for the control connection.`,
    evidence: [failing, told.moment, it.syn],
    steps: announceOutside(server),
  };
}

/** No source shows what the client was told, but it dialled the server's address behind the VIP. */
function bySyn(it: OfferCase): Claim | null {
  const denial = finalDenial(it);
  const server = it.control?.server;
  if (denial === null || server == null || !dialsInside(it.control, denial.trace)) return null;
  return {
    message: `The client dialled the server’s inside address ${denial.trace.dst} and was denied: it was told that address, not ${addressOf(server)}, which it had dialled for the control connection.`,
    evidence: [denial.drop.moment, denial.trace, it.expectation?.opened, it.offer.offered],
    confidence: 'likely',
    steps: announceOutside(server),
  };
}
