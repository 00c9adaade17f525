import { portOf } from '../../../net.js';
import type { Dialogue } from '../../fold/control-dialogues.js';
import type { WadSession } from '../../fold/wad/sessions.js';

/**
 * A capture of the server's side alone shows the client by the address that source NAT gave it, WAD by its own. The port
 * is mostly kept; an offer that both tell of shows that it is one session.
 */
export function saidAlike(session: WadSession, dialogues: readonly Dialogue[]): Dialogue | undefined {
  const { control, entries } = session;
  if (control === undefined) return undefined;
  const offered = new Set(entries.flatMap((entry) => (entry.kind === 'ftp-offer' ? [entry.endpoint] : [])));
  const alike = dialogues.filter(
    ({ client, server, entries: said }) =>
      server === control.server &&
      client !== control.client &&
      portOf(client) === portOf(control.client) &&
      said.some((entry) => entry.kind === 'payload-offer' && offered.has(entry.endpoint)),
  );
  return alike.length === 1 ? alike[0] : undefined;
}
