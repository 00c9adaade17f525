import type { SessionEntry } from '../../../events/listing.js';
import type { Endpoint } from '../../../net.js';
import { put } from '../../../collections.js';
import type { ControlSession } from '../../model/timeline.js';
import type { Kept } from '../../model/moment.js';

/** Whom a number belongs to, by the session lists; not where they give it to more than one. */
export function listedTuples(
  listed: readonly Kept<SessionEntry>[],
): ReadonlyMap<string, { readonly client: Endpoint; readonly server: Endpoint }> {
  const tuples = new Map<string, { client: Endpoint; server: Endpoint }>();
  const shared = new Set<string>();
  for (const { sessionId, hooks, expectation } of listed) {
    const original = hooks.find(({ dir }) => dir === 'org');
    if (sessionId === undefined || original === undefined || expectation) continue;
    const { src: client, dst: server } = original;
    const known = tuples.get(sessionId);
    if (known !== undefined && (known.client !== client || known.server !== server)) shared.add(sessionId);
    tuples.set(sessionId, { client, server });
  }
  for (const id of shared) tuples.delete(id);
  return tuples;
}

/** What a session list says of a session: by its tuple, and from there on by its number. */
export function createEntries(listed: readonly Kept<SessionEntry>[]) {
  interface Placed {
    readonly at: number;
    readonly entry: Kept<SessionEntry>;
  }
  const byTuple = new Map<string, Placed[]>();
  const byNumber = new Map<string, Placed[]>();
  for (const [at, entry] of listed.entries()) {
    const original = entry.hooks.find(({ dir }) => dir === 'org');
    if (entry.expectation || original === undefined) continue;
    put(byTuple, `${original.src}>${original.dst}`, { at, entry });
    if (entry.sessionId !== undefined) put(byNumber, entry.sessionId, { at, entry });
  }
  return ({ client, server, sessionId }: ControlSession): Kept<SessionEntry>[] => {
    if (byTuple.size === 0 || client === null || server === null) return [];
    const found = byTuple.get(`${client}>${server}`) ?? [];
    const first = found.find(({ entry }) => entry.sessionId !== undefined);
    const since = sessionId === null ? (first?.at ?? Infinity) : 0;
    const numbered = byNumber.get(sessionId ?? first?.entry.sessionId ?? '') ?? [];
    const both = new Set([...found, ...numbered.filter(({ at }) => at >= since)]);
    return [...new Map([...both].map((one) => [one.at, one.entry]))]
      .sort(([a], [b]) => a - b)
      .map(([, entry]) => entry);
  };
}
