import { isControlPort, isActiveSourcePort } from '../../ftp.js';
import type { SessionEntry } from '../../events/listing.js';
import { FIRST_HIGH_PORT, portOf, type Endpoint } from '../../net.js';
import type { Captures } from './captures.js';
import { keepAt } from './evidence-store.js';
import type { Kept } from '../model/moment.js';

/** SIP and TFTP have expectations too, over UDP. */
const TCP = 6;
/** Listed FTP sessions and expectations kept; further ones are only counted. */
const MAX_FTP_ENTRIES = 100_000;
/**
 * Of other sessions only offloaded ones are kept: they explain why a data connection is not seen. A busy unit lists a
 * million, and which of them belong to FTP is known only after all inputs have been read.
 */
const MAX_OFFLOADED_ENTRIES = 10_000;

export interface ListedSessions {
  readonly ftp: Kept<SessionEntry>[];
  readonly offloaded: Kept<SessionEntry>[];
}

/** Keeps an entry of a session list where it is of use, and learns control channels from it. */
export function keepListedSession(entry: SessionEntry, listed: ListedSessions, captures: Captures): void {
  const list = listFor(entry, listed);
  if (list === undefined) captures.captureOf(entry);
  else list.push(keepAt(entry, captures.keepMoment(entry)));
  for (const [client, server] of helpedEnds(entry)) captures.noteControl(client, server);
}

function listFor(entry: SessionEntry, { ftp, offloaded }: ListedSessions): Kept<SessionEntry>[] | undefined {
  if (isFtp(entry)) return ftp.length < MAX_FTP_ENTRIES ? ftp : undefined;
  const isKept = entry.offloaded === true && offloaded.length < MAX_OFFLOADED_ENTRIES && mayCarryData(entry);
  return isKept ? offloaded : undefined;
}

/** Client and server of a control session, before and after DNAT. The FTP helper is attached to no other kind of session. */
function helpedEnds({ helper, expectation, hooks }: SessionEntry): [client: Endpoint, server: Endpoint][] {
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
    (entry.expectation && entry.proto === TCP) ||
    entry.helper === 'ftp' ||
    entry.hooks.some((hook) =>
      [hook.src, hook.dst].some((end) => isControlPort(portOf(end)) || isActiveSourcePort(portOf(end))),
    )
  );
}

function mayCarryData({ proto, hooks: [hook] }: SessionEntry): boolean {
  return proto === 6 && hook !== undefined && isHigh(hook.src) && isHigh(hook.dst);
}

function isHigh(end: Endpoint): boolean {
  return (portOf(end) ?? 0) >= FIRST_HIGH_PORT;
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
