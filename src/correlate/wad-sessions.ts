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

export interface WadSessions {
  readonly event: (event: WadEvent) => void;
  readonly all: () => WadSession[];
  /** Lines that one session printed beyond what is kept of each. */
  readonly dropped: () => number;
  /** Lets go of lines, and of sessions that have none left. */
  readonly forget: (gone: ReadonlySet<Kept<WadEvent>>) => void;
}

/** Gathers WAD's FTP lines by session. */
export function createWadSessions(
  captures: Captures,
  legs: LegTable,
  kept: (event: WadEvent) => Kept<WadEvent>,
): WadSessions {
  let all: WadSession[] = [];
  /** Ids are given out again after a reboot or a wrap: the latest owner of each. */
  const current = new Map<string, WadSession>();
  let dropped = 0;

  const learn = (event: WadEvent): void => {
    if (event.kind === 'expectation') {
      const { control, from, to, mapped } = event;
      if (control !== undefined) {
        captures.control(control.client, control.server);
        for (const end of [control.client, control.server]) legs.learn(addressOf(end));
      }
      legs.learn(addressOf(from));
      legs.offered(to);
      if (mapped !== undefined) legs.offered(mapped);
    }
    if (event.kind === 'ftp-offer') legs.offered(event.endpoint);
  };
  return {
    all: () => all,
    dropped: () => dropped,
    forget(gone) {
      for (const session of all) {
        const left = session.entries.filter((entry) => !gone.has(entry));
        if (left.length < session.entries.length) {
          session.entries.splice(0, session.entries.length, ...left);
          session.byStamp.clear();
          for (const [at, entry] of left.entries()) remember(session, entry, at);
        }
        session.entries.forEach(learn);
      }
      all = all.filter(({ entries }) => entries.length > 0);
      const alive = new Set(all);
      for (const [key, session] of current) if (!alive.has(session)) current.delete(key);
    },
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
      if (event.kind === 'expectation') session.control ??= event.control;
      learn(event);
      if (session.entries.length >= PER_SESSION) {
        dropped += 1;
        return;
      }
      remember(session, entry, session.entries.length);
      session.entries.push(entry);
    },
  };
}

function remember({ byStamp }: WadSession, { moment }: Kept<WadEvent>, at: number): void {
  const printed = moment.stamp?.printed;
  if (printed === undefined) return;
  const same = byStamp.get(printed);
  if (same === undefined) byStamp.set(printed, [at]);
  else same.push(at);
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
