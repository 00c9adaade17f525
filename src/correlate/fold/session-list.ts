import type { SessionEntry } from '../../events/listing.js';
import { portOf, type Endpoint } from '../../net.js';
import type { Kept } from '../model/moment.js';

const FTP = 100_000;
/**
 * Of the other sessions only those that the network processor carries say something that nothing else does: why a data
 * connection is not seen. A busy unit lists a million, and whose they are is known when all inputs have been read.
 */
const OFFLOADED = 10_000;

export interface ListedSessions {
  readonly ftp: Kept<SessionEntry>[];
  readonly offloaded: Kept<SessionEntry>[];
}

/** Keeps what may be told of an entry of a session list; false: nothing. */
export function keepListedSession(
  entry: SessionEntry,
  { ftp, offloaded }: ListedSessions,
  kept: (entry: SessionEntry) => Kept<SessionEntry>,
): boolean {
  if (isFtp(entry)) {
    if (ftp.length >= FTP) return false;
    ftp.push(kept(entry));
    return true;
  }
  if (entry.offloaded !== true || offloaded.length >= OFFLOADED || !mayCarryData(entry)) return false;
  offloaded.push(kept(entry));
  return true;
}

/** The ends of a control session before and behind the unit: the FTP helper reads no other session. */
export function helpedEnds({
  helper,
  expectation,
  hooks,
}: SessionEntry): [client: Endpoint, server: Endpoint][] {
  if (helper !== 'ftp' || expectation) return [];
  return hooks
    .filter(({ dir }) => dir === 'org')
    .flatMap(({ src, dst, act, nat }): [Endpoint, Endpoint][] =>
      act === 'dnat' && nat !== null
        ? [
            [src, dst],
            [src, nat],
          ]
        : [[src, dst]],
    );
}

function isFtp(entry: SessionEntry): boolean {
  return (
    entry.expectation ||
    entry.helper === 'ftp' ||
    entry.hooks.some((hook) =>
      [hook.src, hook.dst].some((end) => [20, 21, 989, 990].includes(portOf(end) ?? -1)),
    )
  );
}

function mayCarryData({ proto, hooks: [hook] }: SessionEntry): boolean {
  return proto === 6 && hook !== undefined && isHigh(hook.src) && isHigh(hook.dst);
}

function isHigh(end: Endpoint): boolean {
  return (portOf(end) ?? 0) >= 1024;
}

/** By the tuple as it comes in: `src>dst`. */
export function offloadedByTuple({ ftp, offloaded }: ListedSessions): Map<string, Kept<SessionEntry>> {
  const found = new Map<string, Kept<SessionEntry>>();
  for (const entry of [...ftp, ...offloaded]) {
    const original = entry.hooks.find(({ dir }) => dir === 'org');
    if (entry.offloaded === true && original !== undefined)
      found.set(`${original.src}>${original.dst}`, entry);
  }
  return found;
}
