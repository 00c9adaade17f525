import { addressOf, type Endpoint, portOf, isUnspecified } from '../net.js';
import type { Connection, ControlSession, DataFlow, Offer } from '../correlate/model/timeline.js';

/** Every endpoint that a control session has on either side of the unit, before and after translation. */
export function sessionEndpoints(control: ControlSession): Endpoint[] {
  const { client, server, mappedServer, connection, listed } = control;
  const hooks = listed.flatMap((entry) => entry.hooks.flatMap(({ src, dst, nat }) => [src, dst, nat]));
  return present([client, server, mappedServer, ...connectionEndpoints(connection), ...hooks]);
}

/** Those of an offer: where it says, where its pinhole leads, and where its data connection went. */
export function offerEndpoints(offer: Offer, flow: DataFlow | null): Endpoint[] {
  const { endpoint, external, toldToClient, expectation } = offer;
  return present([
    ...[endpoint, external, toldToClient?.endpoint, expectation?.source, expectation?.destination],
    ...[expectation?.mapped, ...connectionEndpoints(flow?.connection ?? null)],
  ]);
}

export const addressesOf = (ends: readonly Endpoint[]): string[] => ends.map(addressOf);

export function hasPort(end: Endpoint, ports: ReadonlySet<number>): boolean {
  const port = portOf(end);
  return port !== null && ports.has(port);
}

/** Where the far side was not captured, the flow trace still names the addresses that the kernel puts in. */
function connectionEndpoints(connection: Connection | null): (Endpoint | null)[] {
  if (connection === null) return [];
  const { near, far, between, mapped } = connection;
  const legs = [near, ...(far === null ? [] : [far]), ...between];
  return [
    mapped,
    ...legs.flatMap(({ initiator, responder, traces }) => [
      ...[initiator, responder],
      ...traces.flatMap(({ messages }) =>
        messages.flatMap((message) => (message.kind === 'nat' ? [message.from, message.to] : [])),
      ),
    ]),
  ];
}

/** An address of zeros stands for any, or for none. */
function present(ends: readonly (Endpoint | null | undefined)[]): Endpoint[] {
  return ends.filter((end): end is Endpoint => end != null && !isUnspecified(end));
}
