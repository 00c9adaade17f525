import { type Endpoint, addressOf, endpoint, portOf } from '../../net.js';
import { groupBy, put } from '../../collections.js';
import { translatedClient } from '../model/host-pairs.js';
import { isPassive } from '../model/offer.js';
import type { Connection, Offer } from '../model/timeline.js';

interface Dialled {
  readonly offer: Offer;
  readonly end: Endpoint;
}

/** Offers by every endpoint that the other side may dial for them. */
export function offersByEnd(
  offers: readonly Offer[],
  connections: readonly Connection[],
): ReadonlyMap<Endpoint, readonly Dialled[]> {
  const outside = outsideAddresses(connections);
  const endsOf = (offer: Offer): readonly (Endpoint | null | undefined)[] => [
    offer.endpoint,
    offer.external,
    offer.expectation?.destination,
    offer.expectation?.mapped,
    ...(isPassive(offer) ? atServer(offer, outside) : atClient(offer)),
  ];
  const all = offers.flatMap((offer) =>
    [...new Set(endsOf(offer))].flatMap((end) => (end == null ? [] : [{ offer, end }])),
  );
  return groupBy(all, ({ end }) => end);
}

/** A client ignores an unroutable address in a 227 and dials the control peer instead. */
function atServer(
  { endpoint: own, control }: Offer,
  outside: ReadonlyMap<string, readonly string[]>,
): Endpoint[] {
  const servers = [control?.server, control?.mappedServer].flatMap((end) =>
    end == null ? [] : [addressOf(end)],
  );
  const known = outside.get(addressOf(own)) ?? [];
  return [...servers, ...known].map((host) => endpoint(host, portOf(own)));
}

/** Where the capture shows the client's own words alone, the server dials what source NAT made of them. */
function atClient({ endpoint: own, control }: Offer): Endpoint[] {
  if (control === null || control.client === null) return [];
  return [addressOf(control.client), ...translatedClient(control)].map((host) => endpoint(host, portOf(own)));
}

/**
 * By the address of a server the addresses under which it was dialled: a capture of the server's side alone does not
 * show how the client knows it, and another connection does.
 */
function outsideAddresses(connections: readonly Connection[]): ReadonlyMap<string, readonly string[]> {
  const outside = new Map<string, string[]>();
  for (const { near, mapped } of connections) {
    if (mapped === null) continue;
    const [own, known] = [addressOf(mapped), addressOf(near.responder)];
    if (own !== known && outside.get(own)?.includes(known) !== true) put(outside, own, known);
  }
  return outside;
}
