import type { Endpoint } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';

/** The address of the host that has to dial, as it is known on the server's side. */
export function diallingEnd({ passive, control }: Pick<OfferCase, 'passive' | 'control'>): Endpoint | null {
  if (control === null) return null;
  return passive ? control.client : (control.mappedServer ?? control.server);
}

/** The endpoint that the data connection should dial. */
export function dialledEnd(it: OfferCase): string {
  return it.flow?.connection.near.responder ?? it.offer.external ?? it.offer.endpoint;
}

/** The endpoint where it should arrive: the server behind the VIP, or in active mode the client. */
export function farEnd(it: OfferCase): string {
  return it.far?.leg?.responder ?? it.flow?.connection.mapped ?? it.expectation?.mapped ?? it.offer.endpoint;
}
