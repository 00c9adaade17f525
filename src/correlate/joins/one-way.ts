import type { PayloadEvent } from '../../events/payload.js';
import { isPassiveCommand } from '../../ftp.js';
import type { Dialogue } from '../fold/control-dialogues.js';
import type { Kept } from '../model/moment.js';
import { sortedByTime } from '../model/time.js';

type Entry = Kept<PayloadEvent>;

/**
 * A capture of one direction alone (what comes in on each interface) shows the client on one side of a translating unit
 * and the server on the other: two dialogues in each of which one speaks. Together they are the whole one.
 */
export function joinOneWay(dialogues: readonly Dialogue[]): readonly Dialogue[] {
  const [serverSide, clientSide] = dialogues;
  if (serverSide === undefined || clientSide === undefined) return dialogues;
  if (serverSide.entries.some(isClients) || clientSide.entries.some(isServers)) return dialogues;
  if (!serverSide.entries.some(isServers) || !clientSide.entries.some(isClients)) return dialogues;
  const entries = sortedByTime([...serverSide.entries, ...clientSide.entries], ({ moment }) => moment);
  return [{ ...serverSide, entries }, ...dialogues.slice(2)];
}

function isClients(entry: Entry): boolean {
  if (entry.kind === 'payload-command') return true;
  return entry.kind === 'payload-offer' && !isPassiveCommand(entry.command);
}

function isServers(entry: Entry): boolean {
  if (entry.kind === 'payload-reply') return true;
  return entry.kind === 'payload-offer' && isPassiveCommand(entry.command);
}
