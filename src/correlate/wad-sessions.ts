import type { WadEvent, WadMessage } from '../events.js';
import type { Endpoint } from '../net.js';
import { addressOf, pairKey } from '../net.js';
import type { Captures } from './captures.js';
import type { LegTable } from './legs.js';
import { put } from './prints.js';
import type { Kept, Moment } from './timeline.js';

const PER_SESSION = 4000;

/** One `[s:…]` of the WAD log: its FTP lines in the order of the log. */
export interface WadSession {
  readonly wadSession: string | undefined;
  readonly sessionId: string | undefined;
  control: { client: Endpoint; server: Endpoint } | undefined;
  readonly entries: Kept<WadEvent>[];
  /** Of these, the latest stamp. */
  latest: number;
  /** Where each stamp stands in them: only of a log that went back in time, as one does that was pasted twice. */
  places: Map<number, number[]> | undefined;
  readonly first: Moment;
  /** The last line that was seen of it, whether that was kept or not. */
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
  const begin = (key: string, first: Kept<WadEvent>): void => {
    const { wadSession, sessionId, moment } = first;
    const session: WadSession = {
      wadSession,
      sessionId,
      control: undefined,
      entries: [],
      latest: -Infinity,
      places: undefined,
      first: moment,
      last: moment,
    };
    current.set(key, session);
    all.push(session);
    add(session, first);
  };
  return {
    all: () => all,
    dropped: () => dropped,
    forget(gone) {
      for (const session of all) {
        const left = session.entries.filter((entry) => !gone.has(entry));
        if (left.length < session.entries.length) {
          session.entries.splice(0, session.entries.length, ...left);
          session.places = undefined;
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
      const known = current.get(key);
      const session = known === undefined || startsAnother(known, event) ? undefined : known;
      if (session !== undefined) {
        const full = session.entries.length >= PER_SESSION;
        if (!says(event) || full || repeats(session, event)) {
          if (full && says(event)) dropped += 1;
          if (isLater(event, session.last)) session.last = captures.passing(event);
          else captures.of(event);
          return;
        }
      }
      const entry = kept(event);
      if (session === undefined) begin(key, entry);
      else add(session, entry);
      learn(event);
    },
  };
}

function add(session: WadSession, entry: Kept<WadEvent>): void {
  const { entries, places } = session;
  const { stamp } = entry.moment;
  session.last = entry.moment;
  if (entry.kind === 'expectation') session.control ??= entry.control;
  if (stamp !== undefined) {
    session.latest = Math.max(session.latest, stamp.at);
    if (places !== undefined) put(places, stamp.at, entries.length);
  }
  entries.push(entry);
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

/** Most of what the FTP proxy prints tells no more than that its session was alive. */
function says(event: WadEvent): boolean {
  return event.kind !== 'wad-message' || freesExpectation(event);
}

/** Printed after a new offer's line, and about the one before it (seed: exp=(nil) on a first offer). */
export function freesExpectation({ func, text }: WadMessage): boolean {
  return /exp_free\b/.test(func ?? '') && /\bexp=0x/.test(text);
}

function isLater({ stamp }: WadEvent, last: Moment): boolean {
  return stamp === undefined || last.stamp === undefined || stamp.at > last.stamp.at;
}

/** Lines of one stamp that are looked at, where they are the last ones. */
const LATELY = 256;

/** The same stamped line again: a log that was pasted twice. */
function repeats(session: WadSession, event: WadEvent): boolean {
  const { kind, stamp, origin } = event;
  const { entries, latest } = session;
  if (stamp === undefined || stamp.at > latest) return false;
  const said = gist(event);
  // Most lines of one stamp differ in what they say: only where they do not is the text asked for, which lies on disk.
  const isSame = (entry: Kept<WadEvent> | undefined): boolean =>
    entry?.kind === kind && gist(entry) === said && entry.moment.line.text === origin.text;
  if (session.places === undefined && stamp.at === latest) {
    for (let at = entries.length - 1; at >= Math.max(0, entries.length - LATELY); at--) {
      if (entries[at]?.moment.stamp?.at !== latest) break;
      if (isSame(entries[at])) return true;
    }
    return false;
  }
  session.places ??= placesOf(entries);
  return (session.places.get(stamp.at) ?? []).some((at) => isSame(entries[at]));
}

function gist(event: WadEvent): string | number {
  switch (event.kind) {
    case 'ftp-command':
      return event.command;
    case 'ftp-reply':
      return event.code;
    case 'ftp-offer':
    case 'expectation-listen':
      return event.endpoint;
    case 'expectation':
      return event.to;
    case 'wad-message':
      return event.text;
  }
}

function placesOf(entries: readonly Kept<WadEvent>[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const [at, { moment }] of entries.entries()) {
    if (moment.stamp !== undefined) put(places, moment.stamp.at, at);
  }
  return places;
}
