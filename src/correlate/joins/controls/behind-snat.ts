import { groupBy } from '../../../collections.js';
import { portOf } from '../../../net.js';
import type { Dialogue } from '../../fold/control-dialogues.js';
import type { WadSession } from '../../fold/wad/sessions.js';

/**
 * A capture of the server's side alone shows the client by the address that source NAT gave it, WAD by its own. The port
 * is mostly kept; an offer that both tell of shows that it is one session.
 */
export function dialoguesBehindSnat(
  dialogues: readonly Dialogue[],
): (session: WadSession) => Dialogue | undefined {
  const byKept = groupBy(dialogues, ({ client, server }) => `${server} ${portOf(client)}`);
  return ({ control, entries }) => {
    const kept = control === undefined ? [] : byKept.get(`${control.server} ${portOf(control.client)}`);
    const others = kept?.filter(({ client }) => client !== control?.client) ?? [];
    if (others.length === 0) return undefined;
    const offered = new Set(entries.flatMap((entry) => (entry.kind === 'ftp-offer' ? [entry.endpoint] : [])));
    const alike = others.filter((other) =>
      other.entries.some((said) => said.kind === 'payload-offer' && offered.has(said.endpoint)),
    );
    return alike.length === 1 ? alike[0] : undefined;
  };
}
