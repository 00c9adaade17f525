import type { Endpoint } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';

/** The control channel's end of the host that has to dial, as the server's side knows it. */
export function diallingEnd({ passive, control }: Pick<OfferCase, 'passive' | 'control'>): Endpoint | null {
  if (control === null) return null;
  return passive ? control.client : (control.mappedServer ?? control.server);
}

/** Where the data connection should arrive, as the dialling side sees it. */
export function dialledEnd(it: OfferCase): string {
  return it.flow?.connection.near.responder ?? it.offer.external ?? it.offer.endpoint;
}

/** Where it should end: the server behind the VIP, or the client in active mode. */
export function farEnd(it: OfferCase): string {
  return it.far?.leg?.responder ?? it.flow?.connection.mapped ?? it.expectation?.mapped ?? it.offer.endpoint;
}
