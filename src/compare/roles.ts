import type { ReportDocument } from '../document.js';
import { addressOf, type Endpoint } from '../net.js';

/** Who a host is in the sessions of one side; undefined where it is nobody there, or one thing here and another there. */
export type RoleOf = (host: string) => Role | undefined;
/** What is dialled is a VIP or the server itself: a session that was denied does not show which. */
export type Role = 'client' | 'dialled' | 'mapped';

export function rolesIn({ controlSessions }: Pick<ReportDocument, 'controlSessions'>): RoleOf {
  const roles = new Map<string, Role | undefined>();
  const is = (role: Role, end: Endpoint | null): void => {
    if (end === null) return;
    const host = addressOf(end);
    roles.set(host, roles.has(host) && roles.get(host) !== role ? undefined : role);
  };
  for (const { client, server, mappedServer } of controlSessions) {
    is('client', client);
    is('dialled', server);
    if (mappedServer !== null && addressOf(mappedServer) !== addressOf(server ?? ''))
      is('mapped', mappedServer);
  }
  return (host) => roles.get(host);
}
