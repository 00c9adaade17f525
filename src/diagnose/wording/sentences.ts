import { addressOf, type Endpoint } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';

/** "the client 10.230.4.86", "the server 10.220.3.202": who dials, in words. */
export function dialler(it: OfferCase): string {
  const end =
    it.flow?.connection.near.initiator ?? (it.passive ? it.control?.client : it.control?.mappedServer);
  const who = it.passive ? 'the client' : 'the server';
  return end == null ? who : `${who} ${addressOf(end)}`;
}

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

export function farName(it: OfferCase): string {
  return it.passive ? 'the server' : 'the client';
}

export function offerName(it: OfferCase): string {
  const command = it.offer.command === null ? 'the offer' : `the ${it.offer.command} offer`;
  return `${command} ${it.offer.endpoint}`;
}

/** At the start of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What somebody said in his own words, where a capture shows them. */
export function inBrackets(words: string): string {
  return words === '' ? '' : ` ("${words.replace(/"/g, "'")}")`;
}
