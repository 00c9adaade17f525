import type { WadEvent } from '../events.js';
import type { Endpoint } from '../net.js';
import { addressOf, pairKey } from '../net.js';
import type { Captures } from './captures.js';
import type { LegTable } from './legs.js';
import type { Kept, Moment } from './timeline.js';

const PER_SESSION = 4000;

/** One `[s:…]` of the WAD log: its FTP lines in the order of the log. */
export interface WadSession {
  readonly wadSession: string | undefined;
  readonly sessionId: string | undefined;
  control: { client: Endpoint; server: Endpoint } | undefined;
  readonly entries: Kept<WadEvent>[];
  /** Places in `entries` by printed stamp, to find a repeat at once. */
  readonly byStamp: Map<string, number[]>;
  first: Moment;
  last: Moment;
}

/** Gathers WAD's FTP lines by session. */
export function createWadSessions(
  captures: Captures,
  legs: LegTable,
  kept: (event: WadEvent) => Kept<WadEvent>,
): { readonly event: (event: WadEvent) => void; readonly all: WadSession[] } {
  const all: WadSession[] = [];
  /** Ids are given out again after a reboot or a wrap: the latest owner of each. */
  const current = new Map<string, WadSession>();
  return {
    all,
    event(event) {
      if (event.kind === 'wad-message' && !isFtpMessage(event.func, event.wadSession)) {
        captures.of(event);
        return;
      }
      const key = `${event.origin.file} ${event.wadSession ?? ''}`;
      const entry = kept(event);
      let session = current.get(key);
      if (session === undefined || startsAnother(session, event)) {
        session = {
          wadSession: entry.wadSession,
          sessionId: entry.sessionId,
          control: undefined,
          entries: [],
          byStamp: new Map(),
          first: entry.moment,
          last: entry.moment,
        };
        current.set(key, session);
        all.push(session);
      }
      if (repeats(session, entry)) return;
      session.last = entry.moment;
      if (event.kind === 'expectation') {
        session.control ??= event.control;
        for (const end of [
          event.from,
          event.to,
          event.mapped,
          event.control?.client,
          event.control?.server,
        ]) {
          if (end !== undefined) legs.learn(addressOf(end));
        }
      }
      if (event.kind === 'ftp-offer') legs.learn(addressOf(event.endpoint));
      if (session.entries.length >= PER_SESSION) return;
      const printed = entry.moment.stamp?.printed;
      if (printed !== undefined) {
        const same = session.byStamp.get(printed);
        if (same === undefined) session.byStamp.set(printed, [session.entries.length]);
        else same.push(session.entries.length);
      }
      session.entries.push(entry);
    },
  };
}

function isFtpMessage(func: string | undefined, wadSession: string | undefined): boolean {
  return wadSession !== undefined && func !== undefined && /^_*wad_(?:ftp|exp)/.test(func);
}

function startsAnother(session: WadSession, event: WadEvent): boolean {
  return (
    event.kind === 'expectation' &&
    event.control !== undefined &&
    session.control !== undefined &&
    event.wadSession !== undefined &&
    pairKey(session.control.client, session.control.server) !==
      pairKey(event.control.client, event.control.server)
  );
}

/** The same stamped line again: a log that was pasted twice. */
function repeats({ entries, byStamp }: WadSession, { kind, moment }: Kept<WadEvent>): boolean {
  if (moment.stamp === undefined) return false;
  const same = byStamp.get(moment.stamp.printed) ?? [];
  return same.some((at) => entries[at]?.kind === kind && entries[at].moment.line.text === moment.line.text);
}
