import { addressOf, type Endpoint } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';

const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/;

/** Not routable in the Internet: RFC 1918, shared (CGNAT), link-local, ULA. */
export function isPrivate(end: Endpoint): boolean {
  return PRIVATE.test(addressOf(end));
}

/** The offer names a host that is neither the offering side nor its translation: who, in words; null where it is not so. */
export function foreignHost(it: OfferCase): string | null {
  const { control, offer } = it;
  if (control === null || offer.offered === null) return null;
  // Before the rewrite a private address behind a VIP is normal: only its translation tells whether it is the server's.
  if (it.passive && control.mappedServer === null && isPrivate(offer.endpoint)) return null;
  // WAD builds the pinhole of the offered address: it tells the server's own only where nothing else does.
  const pinhole = control.mappedServer === null ? it.expectation : null;
  const own = it.passive
    ? [control.server, control.mappedServer, pinhole?.destination ?? null, pinhole?.mapped ?? null]
    : [control.client, control.connection?.far?.initiator ?? null];
  const known = own.filter((end) => end !== null).map(addressOf);
  const named = addressOf(offer.endpoint);
  return known.length === 0 || known.includes(named) ? null : named;
}
