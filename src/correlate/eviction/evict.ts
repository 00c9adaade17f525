import type { Joined } from '../joins/index.js';
import type { Facts, EvictedFacts } from '../fold/fold.js';
import type { Connection, ControlSession, Part, Timeline } from '../model/timeline.js';
import type { Leg } from '../model/leg.js';
import type { KeptWadLine } from '../fold/wad/lines.js';
import type { EvictedWad, WadSession } from '../fold/wad/sessions.js';

export interface Eviction extends EvictedFacts {
  /** To be judged before it is evicted. */
  readonly part: Part;
  /** How many of its control sessions may have gone on. */
  readonly cutShort: number;
}

type RelatedTimeline = Timeline & Pick<Joined, 'factsOf'>;

/** If at least one session in so many is over, evicting these makes enough room, and none is cut short. */
const ENOUGH_OVER = 4;

/** Which sessions are over, as `order`s of the events read so far. */
export interface Horizon {
  /** Sessions without an event after this one were quiet for the window. */
  readonly quietBefore: number;
  /** Of closed sessions nothing more is expected if their last event came before this one. */
  readonly closedBefore: number;
  /** Sessions may be cut short that are not over, because memory cannot hold all that go on at once. */
  readonly mayCut: boolean;
}

/**
 * What to evict of a capture with more sessions than memory can hold: sessions that were closed or quiet for long enough.
 * Where these are too few and `mayCut` allows it, also the quietest of the others, up to half of all sessions.
 */
export function chooseEvictable(facts: Facts, timeline: RelatedTimeline, left: Horizon): Eviction {
  const latest = new Map(timeline.controls.map((control) => [control, latestOf(control, timeline)]));
  const quietest = [...latest].sort(([, a], [, b]) => a - b);
  const isOver = ([control, place]: (typeof quietest)[number]): boolean =>
    place <= left.quietBefore || (place <= left.closedBefore && wasClosed(control));
  const over = quietest.filter(isOver);
  const wanted =
    left.mayCut && over.length * ENOUGH_OVER < quietest.length
      ? Math.ceil(quietest.length / 2) - over.length
      : 0;
  const early = quietest.filter((one) => !isOver(one)).slice(0, wanted);
  const done = new Set([...over, ...early].map(([control]) => control));
  const places =
    quietest.length > 0 ? quietest.map(([, place]) => place) : facts.legs.map((leg) => leg.latestOrder);
  const older = left.mayCut ? middle(places) : Math.min(left.closedBefore, middle(places));
  const until = Math.max(left.quietBefore, older);
  const isDone = (control: ControlSession): boolean => done.has(control);

  const part: Part = {
    controls: timeline.controls.filter(isDone),
    offers: timeline.offers.filter(({ control, flow, expectation }) =>
      control === null
        ? Math.max(flow === null ? 0 : latestOn(flow.connection), expectation?.opened.order ?? 0) <= until
        : isDone(control),
    ),
    expectations: timeline.expectations.filter(({ control, opened }) =>
      control === null ? opened.order <= until : isDone(control),
    ),
    flows: timeline.flows.filter(({ control, connection }) =>
      control === null ? latestOn(connection) <= until : isDone(control),
    ),
  };
  const connections = [
    ...part.controls.flatMap(({ connection }) => connection ?? []),
    ...part.flows.map(({ connection }) => connection),
  ];
  const legs = new Set(connections.flatMap(legsOf));
  const own = new Set(
    [
      ...timeline.controls.flatMap(({ connection }) => connection ?? []),
      ...timeline.flows.map(({ connection }) => connection),
    ].flatMap(legsOf),
  );
  const unexplained = facts.legs.filter((leg) => !own.has(leg) && leg.latestOrder <= until);
  for (const leg of unexplained) legs.add(leg);

  return {
    part,
    cutShort: early.length,
    legs,
    unexplained: unexplained.length,
    wad: wadGone(facts, timeline, part.controls, until),
    dialogues: new Set(part.controls.flatMap((control) => timeline.factsOf(control).dialogues)),
    listed: new Set(facts.listed.filter(({ moment }) => moment.order <= until)),
    until,
  };
}

/** The WAD facts of the evicted sessions. Lines without a session id are mixed in one; old ones of no session go too. */
function wadGone(
  facts: Facts,
  timeline: RelatedTimeline,
  done: readonly ControlSession[],
  until: number,
): EvictedWad {
  const sessions = new Set(done.flatMap((control) => timeline.factsOf(control).wad));
  const mixed = facts.wad.filter(({ wadSession }) => wadSession === undefined);
  if (mixed.length === 0) return { sessions, lines: new Set() };
  const unnamed = [...sessions].filter(({ wadSession }) => wadSession === undefined);
  const owned = linesOf(timeline.controls.flatMap((control) => timeline.factsOf(control).wad));
  const quiet = linesOf(mixed.filter(({ last }) => last.order <= until));
  const ofNobody = [...quiet].filter((said) => !owned.has(said));
  return { sessions, lines: new Set([...linesOf(unnamed), ...ofNobody]) };
}

function linesOf(sessions: readonly WadSession[]): Set<KeptWadLine> {
  return new Set(sessions.flatMap(({ entries }) => entries));
}

/** The `order` of the last event of a session, its data connections included. */
function latestOf(control: ControlSession, timeline: RelatedTimeline): number {
  const { wad, dialogues } = timeline.factsOf(control);
  let latest = control.connection === null ? 0 : latestOn(control.connection);
  const reach = (place: number): void => {
    if (place > latest) latest = place;
  };
  for (const { flow, furtherFlows } of control.offers) {
    if (flow !== null) reach(latestOn(flow.connection));
    for (const { connection } of furtherFlows) reach(latestOn(connection));
  }
  for (const { connection } of timeline.strays.get(control) ?? []) reach(latestOn(connection));
  for (const { last } of wad) reach(last.order);
  for (const { entries, elsewhere } of dialogues) {
    reach(orderOf(entries.at(-1)));
    reach(orderOf(elsewhere.at(-1)));
  }
  for (const { moment } of control.listed) reach(moment.order);
  return latest;
}

/** A FIN or RST was seen, or the server's 221, which is all that WAD shows of an end. */
function wasClosed({ connection, replies }: ControlSession): boolean {
  const isEnded = connection !== null && legsOf(connection).some(({ ends }) => ends.length > 0);
  return isEnded || replies.at(-1)?.code === 221;
}

function orderOf(entry: { readonly moment: { readonly order: number } } | undefined): number {
  return entry?.moment.order ?? 0;
}

function legsOf({ near, far }: Connection): Leg[] {
  return far === null || far === near ? [near] : [near, far];
}

function latestOn(connection: Connection): number {
  const { near, far } = connection;
  return far === null ? near.latestOrder : Math.max(near.latestOrder, far.latestOrder);
}

function middle(places: number[]): number {
  places.sort((a, b) => a - b);
  return places[places.length >> 1] ?? 0;
}
