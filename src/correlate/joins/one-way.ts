import type { PayloadEvent } from '../../events/payload.js';
import { isPassiveCommand } from '../../ftp.js';
import type { Dialogue } from '../fold/control-dialogues.js';
import type { Kept } from '../model/moment.js';
import { sortedByTime } from '../model/time.js';

type Entry = Kept<PayloadEvent>;

/**
 * A capture of one direction alone shows the client on one side of a translating unit and the server on the other: each
 * on its own side where it holds what comes in, on the other's where it holds what goes out. These are two dialogues in
 * each of which one speaks. Together they are the whole one.
 */
export function joinOneWay(dialogues: readonly Dialogue[]): readonly Dialogue[] {
  const [serverSide, clientSide] = dialogues;
  if (serverSide === undefined || clientSide === undefined) return dialogues;
  const comesIn = isOnly(serverSide, isServers) && isOnly(clientSide, isClients);
  const goesOut = isOnly(serverSide, isClients) && isOnly(clientSide, isServers);
  if (!comesIn && !goesOut) return dialogues;
  const entries = sortedByTime([...serverSide.entries, ...clientSide.entries], ({ moment }) => moment);
  return [{ ...serverSide, entries }, ...dialogues.slice(2)];
}

/** What one of the two says, and nothing of the other. */
function isOnly({ entries }: Dialogue, theirs: (entry: Entry) => boolean): boolean {
  const others = theirs === isClients ? isServers : isClients;
  return entries.some(theirs) && !entries.some(others);
}

function isClients(entry: Entry): boolean {
  if (entry.kind === 'payload-command') return true;
  return entry.kind === 'payload-offer' && !isPassiveCommand(entry.command);
}

function isServers(entry: Entry): boolean {
  if (entry.kind === 'payload-reply') return true;
  return entry.kind === 'payload-offer' && isPassiveCommand(entry.command);
}
