import type { SnifferPacket } from '../events/sniffer.js';
import { addressOf, FIRST_HIGH_PORT, portOf, type Endpoint } from '../net.js';
import type { VerdictRows } from './verdict-comments.js';

/**
 * Whether a packet is of the sessions that were chosen: one of its ends is the own of one, such as the client's, or the
 * offered one; that of a server's control port is not, for others dial it too.
 */
export function chosenPackets(judged: VerdictRows): (packet: SnifferPacket) => boolean {
  const own = new Set<Endpoint>();
  const hosts = new Set<string>();
  const add = (...ends: readonly (Endpoint | null)[]): void => {
    for (const end of ends) {
      if (end === null) continue;
      hosts.add(addressOf(end));
      if ((portOf(end) ?? 0) >= FIRST_HIGH_PORT) own.add(end);
    }
  };
  for (const { client, server, mappedServer } of judged.controlSessions) {
    add(client);
    for (const end of [server, mappedServer]) if (end !== null) hosts.add(addressOf(end));
  }
  for (const { endpoint, external } of judged.offers) add(endpoint, external);
  for (const { initiator, destination, mapped } of judged.dataFlows) add(initiator, destination, mapped);
  return ({ src, dst }) => {
    if (src === undefined || dst === undefined) return false;
    if (!own.has(src) && !own.has(dst)) return false;
    return hosts.has(addressOf(src)) || hosts.has(addressOf(dst));
  };
}
