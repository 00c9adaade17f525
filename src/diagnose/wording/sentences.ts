import { addressOf } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';

/** "the client 10.230.4.86", "the server 10.220.3.202": who dials, in words. */
export function dialler(it: OfferCase): string {
  const end =
    it.flow?.connection.near.initiator ?? (it.passive ? it.control?.client : it.control?.mappedServer);
  const who = it.passive ? 'the client' : 'the server';
  return end == null ? who : `${who} ${addressOf(end)}`;
}

export function farName(it: OfferCase): string {
  return it.passive ? 'the server' : 'the client';
}

export function offerName(it: OfferCase): string {
  const command = it.offer.command === null ? 'the offer' : `the ${it.offer.command} offer`;
  return `${command} ${it.offer.endpoint}`;
}

/** With a capital letter, for the start of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A reply's own words in brackets; empty if the capture does not show them. */
export function inBrackets(words: string): string {
  return words === '' ? '' : ` ("${words.replace(/"/g, "'")}")`;
}
