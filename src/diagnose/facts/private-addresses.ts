import { addressOf, type Endpoint } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';

const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/;

/** True if the address is not routable in the Internet: RFC 1918, shared (CGNAT), link-local or ULA. */
export function isPrivate(end: Endpoint): boolean {
  return PRIVATE.test(addressOf(end));
}

/** The address named in the offer, if it belongs neither to the offering host nor to its translation; else null. */
export function foreignHost(it: OfferCase): string | null {
  const { control, offer } = it;
  // EPSV names a port alone: its host is the peer of the control connection, of which another side may be known.
  if (control === null || offer.offered === null || offer.command === 'EPSV') return null;
  // Behind a VIP the server offers its private address before the unit rewrites it. Whether it really is the server's
  // address, only the translation tells.
  if (it.passive && control.mappedServer === null && isPrivate(offer.endpoint)) return null;
  // WAD makes the pinhole from the offered address, so its tuple counts only if nothing else tells the server's own
  // address.
  const pinhole = control.mappedServer === null ? it.expectation : null;
  const own = it.passive
    ? [control.server, control.mappedServer, pinhole?.destination ?? null, pinhole?.mapped ?? null]
    : [control.client, control.connection?.far?.initiator ?? null];
  const known = own.filter((end) => end !== null).map(addressOf);
  const named = addressOf(offer.endpoint);
  return known.length === 0 || known.includes(named) ? null : named;
}
