import type { Interest } from '../../events/interest.js';
import type { PayloadEvent } from '../../events/payload.js';
import type { TraceEvent } from '../../events/events.js';
import type { SnifferCapture } from '../../events/sniffer.js';
import type { ConfigEntry, SessionEntry } from '../../events/listing.js';
import { type Endpoint } from '../../net.js';
import { own } from '../../intern.js';
import { type ArpTable, createArpTable } from './arp.js';
import { createCaptures, type Captures } from './captures.js';
import { createDropFold, type DropFold } from './dropped-packets.js';
import { createDialogues, type Dialogue, type Dialogues } from './control-dialogues.js';
import { createHeaderFold } from './sniffer-headers.js';
import { type ConfigEntries, createConfigEntries } from './config-entries.js';
import type { EvidenceStore } from './evidence-store.js';
import { createLegTable, type LegTable } from './leg-table.js';
import { type ListedSessions, keepListedSession, offloadedByTuple } from './session-list.js';
import { foldPacket } from './sniffer-packets.js';
import { createKnownEndpoints, type KnownEndpoints } from './known-endpoints.js';
import type { Leg } from '../model/leg.js';
import type { DropsOfReason } from '../model/dropped-packets.js';
import type { Kept, Capture, Moment } from '../model/moment.js';
import type { Unreachable } from '../model/timeline.js';
import { createTraceFold, type TraceFold } from './flow-traces.js';
import { type EvictedWad, type WadSession, type WadSessions, createWadSessions } from './wad/sessions.js';

/** Everything that was kept of the input, before anything is joined across sources. */
export interface Facts {
  readonly captures: Capture[];
  readonly legs: Leg[];
  /** The ends of connections whose beginning no capture shows. */
  readonly unbegun: ReadonlySet<Endpoint>;
  readonly wad: WadSession[];
  readonly dialogues: Dialogue[];
  readonly listed: Kept<SessionEntry>[];
  /** Sessions that the network processor carries, by their tuple as it comes in. */
  readonly offloaded: ReadonlyMap<string, Kept<SessionEntry>>;
  readonly config: ConfigEntry[];
  readonly unreachable: Unreachable[];
  /** ARP questions of the unit that nobody answered, by address. */
  readonly arp: ReadonlyMap<string, readonly Moment[]>;
  /** What flow traces show dropped, of FTP and of other services. */
  readonly drops: readonly DropsOfReason[];
  /** The server's end of a control channel. */
  readonly isControl: (end: Endpoint) => boolean;
  /** Counts of what did not fit into memory, as the report's `omitted` names them. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Facts of sessions that were judged early, and all else that was read before `until` (an `order`). */
export interface EvictedFacts {
  readonly legs: ReadonlySet<Leg>;
  readonly wad: EvictedWad;
  readonly dialogues: ReadonlySet<Dialogue>;
  readonly listed: ReadonlySet<Kept<SessionEntry>>;
  /** How many of the legs no session explains. */
  readonly unexplained: number;
  readonly until: number;
}

export interface Fold {
  readonly event: (event: TraceEvent | PayloadEvent) => void;
  readonly interest: Interest;
  readonly facts: () => Facts;
  /** Kept lines in memory, about. */
  readonly linesHeld: () => number;
  readonly forget: (gone: EvictedFacts) => void;
  /** Counts anew what is really held: `linesHeld` adds up moments as they come, and some are replaced on the way. */
  readonly weighAgain: () => void;
  readonly captures: Captures;
}

/** A leg and what is made of it when it is judged take as much memory as so many kept lines: a scan has legs of one line. */
const LINES_PER_LEG = 6;

/** What events are folded into. */
interface State {
  readonly places: KnownEndpoints;
  readonly captures: Captures;
  readonly legs: LegTable;
  readonly traces: TraceFold;
  readonly drops: DropFold;
  readonly wad: WadSessions;
  readonly dialogues: Dialogues;
  readonly arp: ArpTable;
  readonly config: ConfigEntries;
  listed: ListedSessions;
  unreachable: Unreachable[];
}

/** Folds the stream of events into facts; memory grows with FTP sessions, not with lines. */
export function createFold(store: EvidenceStore): Fold {
  const state = emptyState(store);
  const { captures, legs, traces, drops, wad } = state;
  /** Of all moments that were ever kept: those that were evicted or replaced since. */
  let gone = 0;
  const weighAgain = (): void => {
    gone = captures.momentsKept() - linesIn(state);
  };
  return {
    event(event) {
      foldEvent(event, state);
    },
    interest: {
      trace(traceId) {
        const wanted = traces.wantedOf(traceId);
        // What is let in is of interest where it was dropped before.
        return wanted === 'verdict' && drops.all.length === 0 ? 'drop' : wanted;
      },
      traced(packet) {
        if (!traces.passes(packet)) return true;
        drops.event(packet);
        return false;
      },
      otherWad: false,
      alive: wad.alive,
      packet: createHeaderFold(captures, legs),
      passed: (source, file, stamp) => void captures.captureOf({ source, origin: { file }, stamp }),
    },
    facts() {
      traces.closeUntold();
      return factsOf(state);
    },
    linesHeld: () => captures.momentsKept() - gone + LINES_PER_LEG * legs.count(),
    forget(old) {
      forget(old, state);
      weighAgain();
    },
    weighAgain,
    captures,
  };
}

function emptyState(store: EvidenceStore): State {
  const places = createKnownEndpoints();
  const captures = createCaptures(store, places);
  const legs = createLegTable(captures.eventsSoFar, places);
  return {
    places,
    captures,
    legs,
    traces: createTraceFold(legs, captures),
    drops: createDropFold(captures),
    wad: createWadSessions(captures, legs),
    dialogues: createDialogues(captures, legs),
    arp: createArpTable(captures),
    config: createConfigEntries(store),
    listed: { ftp: [], offloaded: [] },
    unreachable: [],
  };
}

function foldEvent(event: TraceEvent | PayloadEvent, state: State): void {
  const { captures } = state;
  switch (event.kind) {
    case 'payload-command':
    case 'payload-reply':
    case 'payload-offer':
    case 'payload-unreadable':
    case 'payload-tls':
    case 'payload-plain':
    case 'payload-lost':
      state.dialogues.event(event);
      return;
    case 'session':
      keepListedSession(event, state.listed, captures);
      return;
    case 'config':
      state.config.keep(event);
      state.places.configured(event);
      return;
    case 'capture':
      noteSniffer(event, captures);
      return;
    default:
  }
  if (event.source === 'wad') state.wad.event(event);
  else if (event.source === 'flow') {
    state.traces.event(event);
    state.drops.event(event);
  } else foldPacket(event, state);
}

/** What a sniffer's first and last lines say of it. */
function noteSniffer(event: SnifferCapture, captures: Captures): void {
  const moment = captures.keepMoment(event);
  const { filters, received, interfaces } = moment.capture;
  if (event.dropped !== undefined && event.dropped > 0)
    moment.capture.lost = (moment.capture.lost ?? 0) + event.dropped;
  if (event.filter !== undefined) filters.push({ ...moment, filter: own(event.filter) });
  if (event.received !== undefined) received.push({ ...moment, count: event.received });
  if (event.interface !== undefined) interfaces.add(own(event.interface));
}

function factsOf(state: State): Facts {
  const { places, captures, legs, wad, dialogues, arp, config, listed, unreachable, drops } = state;
  return {
    captures: captures.all,
    legs: legs.all(),
    unbegun: legs.unbegun,
    wad: wad.all(),
    dialogues: dialogues.all(),
    listed: listed.ftp,
    offloaded: offloadedByTuple(listed),
    config: config.all,
    unreachable,
    arp: arp.unanswered(),
    drops: drops.all,
    isControl: places.isControl,
    leftOut: { legs: legs.evicted(), wadLines: wad.leftOut() },
  };
}

function forget(old: EvictedFacts, state: State): void {
  state.legs.forget(old.legs, old.unexplained);
  state.wad.forget(old.wad);
  state.dialogues.forget(old.dialogues);
  state.listed = { ...state.listed, ftp: state.listed.ftp.filter((entry) => !old.listed.has(entry)) };
  state.unreachable = state.unreachable.filter(({ order }) => order > old.until);
}

/** How many lines are really held. */
function linesIn({ legs, wad, dialogues, arp, listed }: State): number {
  let lines = listed.ftp.length + listed.offloaded.length + arp.count();
  for (const leg of legs.all()) {
    lines += leg.syns.length + leg.synAcks.length + leg.initiatorAcks.length;
    lines += leg.initiatorData.length + leg.responderData.length + leg.ends.length;
    for (const { messages } of leg.traces) lines += 1 + messages.length;
  }
  for (const { entries } of wad.all()) lines += entries.length;
  for (const { entries, elsewhere } of dialogues.all()) lines += entries.length + elsewhere.length;
  return lines;
}
