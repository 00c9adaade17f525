import type { PayloadPlain, PayloadTls } from '../../events/payload.js';
import type { Leg } from '../../correlate/model/leg.js';
import type { Kept } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { dataHello, dataLegs } from './data-tls.js';

export interface Clear {
  readonly leg: Leg;
  readonly plain: Kept<PayloadPlain>;
}

/**
 * One side began TLS on the data connection and the other sent cleartext, so no handshake is possible. The far leg is
 * asked first, because it names the server itself.
 */
export function plainBesideTls(it: OfferCase): (Clear & { readonly hello: Kept<PayloadTls> }) | null {
  for (const leg of dataLegs(it).reverse()) {
    const hello = leg.tls.find(({ record }) => record === 'client-hello');
    const plain = leg.plain.find(({ from }) => from !== hello?.from);
    if (hello !== undefined && plain !== undefined) return { leg, plain, hello };
  }
  return null;
}

/** Cleartext on a data connection on which nobody began TLS. */
export function plainAlone(it: OfferCase): Clear | null {
  if (dataHello(it) !== null) return null;
  for (const leg of dataLegs(it).reverse()) {
    const [plain] = leg.plain;
    if (plain !== undefined) return { leg, plain };
  }
  return null;
}
