import { addressOf } from '../../net.js';
import { messageOf } from './leg-queries.js';
import type { ControlSession } from './timeline.js';

/**
 * Who may dial whom for this session: passive towards the server, active back to the client, whom the server knows by a
 * translated address where the unit translates the source.
 */
export function hostPairs(control: ControlSession): string[] {
  const { client, server, mappedServer } = control;
  if (client === null) return [];
  const servers = new Set([server, mappedServer].flatMap((end) => (end === null ? [] : [addressOf(end)])));
  const clients = new Set([addressOf(client), ...translatedClient(control)]);
  return [...servers].flatMap((host) => [
    `${addressOf(client)} ${host}`,
    ...[...clients].map((dialled) => `${host} ${dialled}`),
  ]);
}

/** The client's address as the server sees it: on the leg there, or as the flow trace says that it is translated. */
export function translatedClient({ connection }: ControlSession): string[] {
  if (connection === null) return [];
  const snat = connection.near.traces.flatMap(
    (trace) => messageOf(trace, 'nat', ({ nat }) => nat === 'snat')?.to ?? [],
  );
  return [...snat, ...(connection.far === null ? [] : [connection.far.initiator])].map(addressOf);
}
