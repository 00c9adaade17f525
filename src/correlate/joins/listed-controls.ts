import type { SessionEntry, SessionHook } from '../../events/listing.js';
import type { Endpoint } from '../../net.js';
import { hasControlPort } from '../fold/known-endpoints.js';
import type { Facts } from '../fold/fold.js';
import { newControl } from '../model/control-session.js';
import type { Kept } from '../model/moment.js';
import type { ControlSession } from '../model/timeline.js';

const TCP = 6;

/**
 * Control sessions that only a session list shows: to a port of FTP, or read by the FTP helper. One session may be
 * listed again and again, and by both units of a cluster, which keep one number for it.
 */
export function listedControls(facts: Facts, known: readonly ControlSession[]): ControlSession[] {
  const clients = new Set(known.flatMap(clientsOf));
  const numbers = new Set(known.flatMap(({ client, sessionId }) => (client === null ? [sessionId] : [])));
  const found = new Map<string, ControlSession>();
  for (const entry of facts.listed) {
    const original = entry.hooks.find(({ dir }) => dir === 'org');
    if (original === undefined || !isControlEntry(entry, original, facts)) continue;
    const own = [original.src, ...sourcesAfterNat(entry)];
    // A capture of the far side alone knows the client by the address that the unit gave it.
    if (own.some((end) => clients.has(end)) || numbers.has(entry.sessionId ?? '')) continue;
    const key = `${original.src}>${original.dst} ${entry.sessionId ?? ''}`;
    const control = found.get(key) ?? fromEntry(entry, original);
    found.set(key, control);
    control.listed.push(entry);
  }
  return [...found.values()];
}

function fromEntry(entry: Kept<SessionEntry>, { src, dst }: SessionHook): ControlSession {
  const control = newControl(null);
  control.client = src;
  control.server = dst;
  control.mappedServer = targetOf(entry);
  control.sessionId = entry.sessionId ?? null;
  control.policy = entry.policy ?? null;
  control.vdomIndex = entry.vdomIndex ?? null;
  return control;
}

function isControlEntry(entry: SessionEntry, { dst }: SessionHook, { isControl }: Facts): boolean {
  if (entry.expectation || entry.proto !== TCP) return false;
  const target = targetOf(entry);
  return entry.helper === 'ftp' || isControl(dst) || (target !== null && hasControlPort(target));
}

function targetOf({ hooks }: SessionEntry): Endpoint | null {
  return hooks.find(({ dir, act }) => dir === 'org' && act === 'dnat')?.nat ?? null;
}

function sourcesAfterNat({ hooks }: SessionEntry): Endpoint[] {
  return hooks.flatMap(({ dir, act, nat }) => (dir === 'org' && act === 'snat' && nat !== null ? [nat] : []));
}

function clientsOf({ client, connection }: ControlSession): Endpoint[] {
  const ends = [client, connection?.near.initiator, connection?.far?.initiator];
  return ends.flatMap((end) => end ?? []);
}
