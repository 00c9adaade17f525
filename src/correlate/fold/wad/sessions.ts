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
  let all: WadSession[] = [];
  /** The latest session of each id, by file: ids are reused after a reboot or a wrap. */
  const current = new Map<string, Map<string | undefined, WadSession>>();
  let leftOut = 0;
  const passing = createLastLine(captures);

  const ownersIn = (file: string): Map<string | undefined, WadSession> => {
    const known = current.get(file);
    if (known !== undefined) return known;
    const owners = new Map<string | undefined, WadSession>();
    current.set(file, owners);
    return owners;
  };
  const begin = (event: WadEvent, first: KeptWadLine): void => {
    const session = newSession(event, first);
    ownersIn(event.origin.file).set(session.wadSession, session);
    all.push(session);
    add(session, first);
  };
  return {
    all() {
      passing.keep();
      return all;
    },
    leftOut: () => leftOut,
    forget({ sessions, lines }) {
      passing.keep();
      all = all.filter((session) => !sessions.has(session));
      if (lines.size > 0) for (const session of all) evictLines(session, lines);
      all = all.filter(({ entries }) => entries.length > 0);
      for (const { entries } of all) for (const said of entries) learnEndpoints(said, captures, legs);
      const alive = new Set(all);
      for (const owners of current.values()) {
        for (const [id, session] of owners) if (!alive.has(session)) owners.delete(id);
      }
    },
    alive(sign) {
      const session = ownersIn(sign.origin.file).get(sign.wadSession);
      if (session === undefined) return true;
      passing.of(session, sign);
      return false;
    },
    event(event) {
      if (event.kind === 'wad-message' && !isFtpMessage(event.func, event.wadSession)) {
        captures.captureOf(event);
        return;
      }
      const known = ownersIn(event.origin.file).get(event.wadSession);
      const session = known === undefined || startsAnother(known, event) ? undefined : known;
      if (session !== undefined && (wadLineKind(event) === 'alive' || isRepeatedLine(session, event))) {
        passing.of(session, event);
        return;
      }
      const said = keepWadLine(event, captures.keepMoment(event));
      if (session === undefined) begin(event, said);
      else {
        passing.over(session);
        add(session, said);
        if (session.entries.length >= MAX_SESSION_LINES) leftOut += shorten(session);
      }
      learnEndpoints(event, captures, legs);
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
