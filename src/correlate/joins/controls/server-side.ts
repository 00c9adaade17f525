import { groupBy } from '../../../collections.js';
import { portOf } from '../../../net.js';
import type { Dialogue } from '../../fold/control-dialogues.js';
import type { WadSession } from '../../fold/wad/sessions.js';

/**
 * A capture of the server's side alone shows the server by its own address where WAD shows that of the VIP, and the
 * client by the address that source NAT gave it. The client's port is mostly kept; an offer that both tell of shows that
 * it is one session.
 */
export function dialoguesOfServerSide(
  dialogues: readonly Dialogue[],
): (session: WadSession) => Dialogue | undefined {
  const byServer = groupBy(dialogues, ({ client, server }) => `${server} ${portOf(client)}`);
  const byClient = groupBy(dialogues, ({ client }) => client);
  return ({ control, entries }) => {
    if (control === undefined) return undefined;
    const { client, server } = control;
    const translated = byServer.get(`${server} ${portOf(client)}`)?.filter((one) => one.client !== client);
    const behindVip = byClient.get(client)?.filter((one) => one.server !== server);
    const others = [...(translated ?? []), ...(behindVip ?? [])];
    if (others.length === 0) return undefined;
    const offered = new Set(entries.flatMap((entry) => (entry.kind === 'ftp-offer' ? [entry.endpoint] : [])));
    const alike = others.filter((other) =>
      other.entries.some((said) => said.kind === 'payload-offer' && offered.has(said.endpoint)),
    );
    return alike.length === 1 ? alike[0] : undefined;
  };
}
