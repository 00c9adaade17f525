import { addressOf, type Endpoint } from '../../net.js';
import { hasControlPort } from '../fold/known-endpoints.js';
import { byTime, sortedByTime } from '../model/time.js';
import { newControl, readingSession } from '../model/control-session.js';
import { legsOf, sessionIdsOf } from '../model/vdom-chain.js';
import { firstPrint, messageOf, prints } from '../model/leg-queries.js';
import { put, groupBy } from '../../collections.js';
import type { Dialogue } from '../fold/control-dialogues.js';
import type { Facts } from '../fold/fold.js';
import { isMute, splitUnnamed } from '../fold/wad/without-session-id.js';
import type { WadSession } from '../fold/wad/sessions.js';
import { dialoguesOfServerSide } from './controls/server-side.js';
import type { Connection, ControlSession } from '../model/timeline.js';
import type { Kept, Moment } from '../model/moment.js';
import type { SessionEntry } from '../../events/listing.js';
import { createEntries, listedTuples } from './controls/list-entries.js';

export interface Controls {
  readonly all: ControlSession[];
  readonly wadOf: ReadonlyMap<ControlSession, readonly WadSession[]>;
  readonly dialoguesOf: ReadonlyMap<ControlSession, readonly Dialogue[]>;
  readonly byConnection: ReadonlyMap<Connection, ControlSession>;
}

/**
 * One control session per control connection. WAD joins by its session id, which is the kernel's in decimal (seed:
 * s:40738626 = 026d9f42), else by the tuple it prints, else by elimination; payload joins by its connection.
 */
export function joinControls(facts: Facts, connections: readonly Connection[]): Controls {
  const all: ControlSession[] = [];
  const wadOf = new Map<ControlSession, WadSession[]>();
  const dialoguesOf = new Map<ControlSession, Dialogue[]>();
  const byConnection = new Map<Connection, ControlSession>();

  const wad = facts.wad.flatMap(splitUnnamed);
  // Nobody but WAD names a session by its number, and nobody but WAD and bytes by its tuple.
  const numbered = wad.length > 0 ? connections : [];
  const tupled = facts.dialogues.length > 0 ? connections : numbered;
  const byId = groupBy(numbered.flatMap(idsOf), ({ id }) => id);
  const byTuple = groupBy(tupled.flatMap(tuplesOf), ({ tuple }) => tuple);

  const own = (connection: Connection): ControlSession => {
    const known = byConnection.get(connection);
    if (known !== undefined) return known;
    const session = newControl(connection);
    byConnection.set(connection, session);
    all.push(session);
    return session;
  };

  const leading = connections.filter(leadsToControl(facts));
  const byHosts = groupBy(leading, ({ near }) => directedHosts(near.initiator, near.responder));
  const untied = createUntied(all);
  const behindUnit = dialoguesOfServerSide(facts.dialogues);
  const connectionOf = (dialogue: Dialogue | undefined): Connection | undefined =>
    dialogue && byTuple.get(`${dialogue.client}>${dialogue.server}`)?.[0]?.connection;
  const listedAs = listedTuples(facts.listed);
  for (const session of wad) {
    const tuple = session.control ?? listedAs.get(session.sessionId ?? '');
    const [byNumber] = (byId.get(session.sessionId ?? '') ?? []).filter(({ connection: one }) =>
      agrees(one, tuple),
    );
    const connection =
      byNumber?.connection ??
      (tuple && latestBefore(byTuple.get(`${tuple.client}>${tuple.server}`), session.last)) ??
      dialledBy(session, byHosts) ??
      connectionOf(behindUnit(session)) ??
      eliminated(session, wad, leading);
    // Lines that name no session, no offer and no pinhole say nothing of a session of their own.
    if (connection === undefined && isMute(session)) continue;
    const control = connection === undefined ? untied(session) : own(connection);
    control.client = tuple?.client ?? control.client;
    control.server ??= tuple?.server ?? null;
    if (tuple !== undefined) takeServer(control, tuple.server);
    if (byNumber !== undefined) Object.assign(control, readingSession(byNumber.connection, byNumber.id));
    takeNumber(control, session);
    put(wadOf, control, session);
    control.wad.push(session.first, session.last);
  }
  for (const dialogue of facts.dialogues) {
    const found = connectionOf(dialogue);
    if (found === undefined) continue;
    const control = own(found);
    put(dialoguesOf, control, dialogue);
  }
  const isLeading = new Set(leading);
  for (const connection of connections) {
    if (isLeading.has(connection) || runsFtpHelper(connection)) own(connection);
  }
  const entriesOf = createEntries(facts.listed);
  for (const session of all) takeDetails(session, entriesOf);
  return { all: sortedByTime(all, firstMoment), wadOf, dialoguesOf, byConnection };
}

/**
 * Sessions that only WAD tells of, added to `all` when they are first met. The same session may go on in a second file;
 * a number that comes again with another client is another session.
 */
function createUntied(all: ControlSession[]): (session: WadSession) => ControlSession {
  const byNumber = new Map<string, { readonly control: ControlSession; readonly told: WadSession[] }[]>();
  return (session) => {
    const { wadSession } = session;
    const known = wadSession === undefined ? undefined : byNumber.get(wadSession);
    const same = known?.find(({ told }) => told.some((other) => mayBeOne(other, session)));
    if (same !== undefined) {
      same.told.push(session);
      return same.control;
    }
    const control = newControl(null);
    all.push(control);
    if (wadSession !== undefined) put(byNumber, wadSession, { control, told: [session] });
    return control;
  };
}

function mayBeOne(one: WadSession, other: WadSession): boolean {
  return (
    one.control === undefined || other.control === undefined || one.control.client === other.control.client
  );
}

function idsOf(connection: Connection): { connection: Connection; id: string }[] {
  return sessionIdsOf(connection).map((id) => ({ connection, id }));
}

function tuplesOf(connection: Connection): { connection: Connection; tuple: string }[] {
  return legsOf(connection).map((leg) => ({ connection, tuple: `${leg.initiator}>${leg.responder}` }));
}

function takeNumber(control: ControlSession, { sessionId }: WadSession): void {
  if (sessionId === undefined) return;
  control.sessionId ??= sessionId;
  control.wadIds.push(sessionId);
}

/** What the client dials, where only the side behind the VIP was seen so far. */
function takeServer(control: ControlSession, server: Endpoint): void {
  if (control.server !== null && control.server !== server) control.mappedServer ??= control.server;
  control.server = server;
}

/** Ids are given out again, but not to one client's port: the connection may be the side behind the VIP alone. */
function agrees({ near }: Connection, tuple: WadSession['control']): boolean {
  return tuple === undefined || near.initiator === tuple.client;
}

function latestBefore(
  found: { connection: Connection }[] | undefined,
  moment: Moment,
): Connection | undefined {
  if (found === undefined) return undefined;
  const earlier = found.filter(({ connection }) => byTime(firstPrint(connection.near), moment) <= 0);
  return (earlier.at(-1) ?? found[0])?.connection;
}

function directedHosts(client: Endpoint, server: Endpoint): string {
  return `${addressOf(client)} ${addressOf(server)}`;
}

/** A block that lost its control tuple: its expectation names the same two hosts (passive: client -> server). */
function dialledBy(session: WadSession, byHosts: ReadonlyMap<string, Connection[]>): Connection | undefined {
  if (session.control !== undefined || session.sessionId !== undefined) return undefined;
  for (const entry of session.entries) {
    if (entry.kind !== 'expectation') continue;
    const found =
      byHosts.get(directedHosts(entry.from, entry.to)) ?? byHosts.get(directedHosts(entry.to, entry.from));
    if (found?.length === 1) return found[0];
  }
  return undefined;
}

/** A WAD log without ids and tuples, and one control connection in all: it is that one. */
function eliminated(
  session: WadSession,
  wad: WadSession[],
  controls: readonly Connection[],
): Connection | undefined {
  if (session.control !== undefined || wad.length !== 1) return undefined;
  const [only] = controls;
  if (only === undefined || controls.length > 1 || diesUnanswered(only)) return undefined;
  const ids = sessionIdsOf(only);
  const isOwn = ids.length === 0 || session.sessionId === undefined || ids.includes(session.sessionId);
  return isOwn ? only : undefined;
}

/** Its SYN came again and nothing ever answered: what WAD reads is another one. */
function diesUnanswered(connection: Connection): boolean {
  const legs = legsOf(connection);
  if (legs.some((leg) => leg.syns.length < prints(leg).length)) return false;
  return legs.some(({ syns }) =>
    syns.some((syn, at) =>
      syns.slice(0, at).some((one) => one.capture === syn.capture && one.interface === syn.interface),
    ),
  );
}

/** By its port, by what was seen of its endpoint, or because the unit translates it to a port of FTP. */
function leadsToControl({ isControl }: Facts): (connection: Connection) => boolean {
  return ({ near, far, mapped, join }) =>
    isControl(near.responder) ||
    (mapped !== null && hasControlPort(mapped)) ||
    (far !== null && join?.confidence === 'proven' && hasControlPort(far.responder));
}

function runsFtpHelper({ near }: Connection): boolean {
  return near.traces.some(
    (trace) => messageOf(trace, 'helper', ({ helper }) => helper === 'ftp') !== undefined,
  );
}

function takeDetails(
  session: ControlSession,
  entriesOf: (session: ControlSession) => Kept<SessionEntry>[],
): void {
  const { connection } = session;
  if (connection !== null) {
    session.tls.push(...connection.near.tls, ...(connection.far?.tls ?? []));
    session.mappedServer ??=
      connection.far !== null && connection.far.responder !== connection.near.responder
        ? connection.far.responder
        : null;
  }
  for (const entry of entriesOf(session)) {
    session.listed.push(entry);
    session.sessionId ??= entry.sessionId ?? null;
    session.policy ??= entry.policy ?? null;
    session.mappedServer ??= entry.hooks.find(({ dir, act }) => dir === 'org' && act === 'dnat')?.nat ?? null;
  }
}

function firstMoment(session: ControlSession): Moment | undefined {
  return session.connection === null
    ? session.wad[0]
    : (firstPrint(session.connection.near) ?? session.wad[0]);
}
