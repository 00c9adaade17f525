import type { SignOfLife } from '../../../events/interest.js';
import type { WadEvent } from '../../../events/wad.js';
import { type Endpoint, addressOf, pairKey } from '../../../net.js';
import { own } from '../../../intern.js';
import type { Captures } from '../captures.js';
import type { LegTable } from '../leg-table.js';
import type { Moment } from '../../model/moment.js';
import { MAX_SESSION_LINES, compacted } from './compaction.js';
import { createLastLine } from './last-line.js';
import { addStamped, isRepeatedLine, type StampedLines } from './duplicates.js';
import { wadLineKind, keepWadLine, type KeptWadLine } from './lines.js';

/** One `[s:…]` of the WAD log: its FTP lines in the order of the log. */
export interface WadSession extends StampedLines {
  readonly wadSession: string | undefined;
  readonly sessionId: string | undefined;
  control: { client: Endpoint; server: Endpoint } | undefined;
  readonly entries: KeptWadLine[];
  readonly first: Moment;
  /** The last line that was seen of it, kept or not. */
  last: Moment;
}

/** WAD sessions to evict whole, and single lines to evict from sessions that go on or that mix several owners. */
export interface EvictedWad {
  readonly sessions: ReadonlySet<WadSession>;
  readonly lines: ReadonlySet<KeptWadLine>;
}

export interface WadSessions {
  readonly event: (event: WadEvent) => void;
  /** A line that only shows that its session goes on. True: the session is unknown, so the line has to be parsed. */
  readonly alive: (sign: SignOfLife) => boolean;
  readonly all: () => WadSession[];
  /** Lines left out by compaction, of all sessions. */
  readonly leftOut: () => number;
  /** Evicts lines, and the sessions that have none left. */
  readonly forget: (gone: EvictedWad) => void;
}

/** Gathers WAD's FTP lines by session. */
export function createWadSessions(captures: Captures, legs: LegTable): WadSessions {
  const table = createSessionTable();
  const passing = createLastLine(captures);
  let leftOut = 0;

  /** A line that tells more than that its session goes on. */
  const keep = (event: WadEvent, session: WadSession | undefined): void => {
    const said = keepWadLine(event, captures.keepMoment(event));
    if (session === undefined) add(table.begin(event.origin.file, newSession(event, said)), said);
    else {
      passing.over(session);
      add(session, said);
      if (session.entries.length >= MAX_SESSION_LINES) leftOut += shorten(session);
    }
    learnEndpoints(event, captures, legs);
  };
  return {
    all() {
      passing.settle();
      return table.all();
    },
    leftOut: () => leftOut,
    forget({ sessions, lines }) {
      passing.settle();
      table.remove((session) => sessions.has(session));
      if (lines.size > 0) for (const session of table.all()) evictLines(session, lines);
      table.remove(({ entries }) => entries.length === 0);
      for (const { entries } of table.all()) {
        for (const said of entries) learnEndpoints(said, captures, legs);
      }
    },
    alive(sign) {
      const session = table.latest(sign.origin.file, sign.wadSession);
      if (session === undefined) return true;
      passing.of(session, sign);
      return false;
    },
    event(event) {
      if (event.kind === 'wad-message' && !isFtpMessage(event.func, event.wadSession)) {
        captures.captureOf(event);
        return;
      }
      const known = table.latest(event.origin.file, event.wadSession);
      const session = known === undefined || startsAnother(known, event) ? undefined : known;
      if (session !== undefined && (wadLineKind(event) === 'alive' || isRepeatedLine(session, event)))
        passing.of(session, event);
      else keep(event, session);
    },
  };
}

interface SessionTable {
  readonly all: () => WadSession[];
  /** The latest session with this id in a file: ids are reused after a reboot or a wrap. */
  readonly latest: (file: string, wadSession: string | undefined) => WadSession | undefined;
  readonly begin: (file: string, session: WadSession) => WadSession;
  readonly remove: (isGone: (session: WadSession) => boolean) => void;
}

function createSessionTable(): SessionTable {
  let all: WadSession[] = [];
  const latest = new Map<string, Map<string | undefined, WadSession>>();
  return {
    all: () => all,
    latest: (file, wadSession) => latest.get(file)?.get(wadSession),
    begin(file, session) {
      const ofFile = latest.get(file) ?? new Map<string | undefined, WadSession>();
      latest.set(file, ofFile);
      ofFile.set(session.wadSession, session);
      all.push(session);
      return session;
    },
    remove(isGone) {
      all = all.filter((session) => !isGone(session));
      for (const ofFile of latest.values()) {
        for (const [id, session] of ofFile) if (isGone(session)) ofFile.delete(id);
      }
    },
  };
}

function newSession({ wadSession, sessionId }: WadEvent, first: KeptWadLine): WadSession {
  return {
    wadSession: wadSession === undefined ? undefined : own(wadSession),
    sessionId: sessionId === undefined ? undefined : own(sessionId),
    control: undefined,
    entries: [],
    latest: -Infinity,
    places: undefined,
    isShortened: false,
    first,
    last: first,
  };
}

/** Which endpoints carry control channels, and which were offered for data. */
function learnEndpoints(said: WadEvent | KeptWadLine, captures: Captures, legs: LegTable): void {
  if (said.kind === 'ftp-offer') legs.learnOffered(said.endpoint);
  if (said.kind !== 'expectation') return;
  const { control, from, to, mapped } = said;
  if (control !== undefined) {
    captures.noteControl(control.client, control.server);
    for (const end of [control.client, control.server]) legs.learnHost(addressOf(end));
  }
  legs.learnHost(addressOf(from));
  legs.learnOffered(to);
  if (mapped !== undefined) legs.learnOffered(mapped);
}

function add(session: WadSession, said: KeptWadLine): void {
  session.last = said;
  if (said.kind === 'expectation') session.control ??= said.control;
  addStamped(session, said);
}

function evictLines(session: WadSession, lines: ReadonlySet<KeptWadLine>): void {
  replace(
    session,
    session.entries.filter((said) => !lines.has(said)),
  );
}

/** Returns how many lines it evicts. */
function shorten(session: WadSession): number {
  const { length } = session.entries;
  replace(session, compacted(session.entries));
  session.isShortened = true;
  return length - session.entries.length;
}

function replace(session: WadSession, left: readonly KeptWadLine[]): void {
  if (left.length === session.entries.length) return;
  session.entries.splice(0, session.entries.length, ...left);
  session.places = undefined;
}

function isFtpMessage(func: string | undefined, wadSession: string | undefined): boolean {
  return wadSession !== undefined && func !== undefined && /^_*wad_(?:ftp|exp)/.test(func);
}

function startsAnother({ wadSession, control }: WadSession, event: WadEvent): boolean {
  if (event.kind !== 'expectation' || wadSession === undefined) return false;
  if (event.control === undefined || control === undefined) return false;
  const { client, server } = event.control;
  if (control.client === client && control.server === server) return false;
  return pairKey(control.client, control.server) !== pairKey(client, server);
}
