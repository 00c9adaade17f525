import type { Interest } from '../../events/interest.js';
import type { PayloadEvent } from '../../events/payload.js';
import type { TraceEvent } from '../../events/events.js';
import type { ConfigEntry, SessionEntry } from '../../events/listing.js';
import { type Endpoint } from '../../net.js';
import { own } from '../../intern.js';
import { createArpTable } from './arp.js';
import { createCaptures, type Captures } from './captures.js';
import { type Dialogue, foldPayload } from './control-payload.js';
import { createHeaderFold } from './sniffer-headers.js';
import { type EvidenceStore, keepAt, keepEvent, sharingRepeats } from './evidence-store.js';
import { createLegTable } from './leg-table.js';
import { type ListedSessions, helpedEnds, keepListedSession, offloadedByTuple } from './session-list.js';
import { foldPacket } from './sniffer-packets.js';
import { createKnownEndpoints } from './known-endpoints.js';
import type { Leg } from '../model/leg.js';
import type { Capture, Kept, Moment } from '../model/moment.js';
import type { Unreachable } from '../model/timeline.js';
import { createTraceFold } from './flow-traces.js';
import { type EvictedWad, type WadSession, createWadSessions } from './wad/sessions.js';

/** Everything that was kept of the input, before anything is joined across sources. */
export interface Facts {
  readonly captures: Capture[];
  readonly legs: Leg[];
  readonly wad: WadSession[];
  readonly dialogues: Dialogue[];
  readonly listed: Kept<SessionEntry>[];
  /** Sessions that the network processor carries, by their tuple as it comes in. */
  readonly offloaded: ReadonlyMap<string, Kept<SessionEntry>>;
  readonly config: ConfigEntry[];
  readonly unreachable: Unreachable[];
  /** ARP questions of the unit that nobody answered, by address. */
  readonly arp: ReadonlyMap<string, readonly Moment[]>;
  /** The server's end of a control channel. */
  readonly isControl: (end: Endpoint) => boolean;
  readonly dropped: Record<string, number>;
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
  /** Counts anew what is really held: `linesHeld` adds up moments as they come, and some are dropped on the way. */
  readonly weighAgain: () => void;
  readonly captures: Captures;
}

/** A leg and what is made of it when it is judged take as much memory as so many kept lines. */
const LINES_PER_LEG = 4;

/** Folds the stream of events into facts; memory grows with FTP sessions, not with lines. */
export function createFold(store: EvidenceStore): Fold {
  const places = createKnownEndpoints();
  const captures = createCaptures(store, places);
  const legs = createLegTable(captures.eventsSoFar, places);
  const traces = createTraceFold(legs, captures);
  const arp = createArpTable(captures);
  const dialogues = new Map<string, Dialogue>();
  let listed: ListedSessions = { ftp: [], offloaded: [] };
  const config: ConfigEntry[] = [];
  const lines = sharingRepeats(store);
  let unreachable: Unreachable[] = [];
  /** Of all moments that were ever kept: those that were evicted or dropped since. */
  let gone = 0;

  const kept = <E extends TraceEvent | PayloadEvent>(event: E): Kept<E> =>
    keepAt(event, captures.keepMoment(event));
  const wad = createWadSessions(captures, legs);
  const recount = (): void => {
    gone = captures.momentsKept() - linesIn(legs.all(), wad.all(), [...dialogues.values()]);
    gone -= listed.ftp.length + listed.offloaded.length + arp.count();
  };

  return {
    event(event) {
      switch (event.kind) {
        case 'payload-command':
        case 'payload-reply':
        case 'payload-offer':
        case 'payload-unreadable':
        case 'payload-tls':
        case 'payload-plain':
        case 'payload-lost':
          foldPayload(event, dialogues, legs, captures, kept);
          return;
        case 'session':
          if (!keepListedSession(event, listed, kept)) captures.captureOf(event);
          for (const [client, server] of helpedEnds(event)) captures.noteControl(client, server);
          return;
        case 'config':
          config.push(keepEvent(event, lines));
          places.configured(event);
          return;
        case 'capture': {
          const moment = captures.keepMoment(event);
          if (event.filter !== undefined) {
            moment.capture.filters.push({ ...moment, filter: own(event.filter) });
          }
          if (event.received !== undefined) {
            moment.capture.received.push({ ...moment, count: event.received });
          }
          if (event.interface !== undefined) moment.capture.interfaces.add(own(event.interface));
          return;
        }
        default:
      }
      if (event.source === 'wad') wad.event(event);
      else if (event.source === 'flow') {
        captures.captureOf(event);
        traces.event(event);
      } else foldPacket(event, captures, legs, unreachable, arp);
    },
    interest: {
      trace: traces.wantedOf,
      otherWad: false,
      alive: wad.alive,
      packet: createHeaderFold(captures, legs, places),
      passed: (source, file, stamp) => void captures.captureOf({ source, origin: { file }, stamp }),
    },
    facts: () => ({
      captures: captures.all,
      legs: legs.all(),
      wad: wad.all(),
      dialogues: [...dialogues.values()],
      listed: listed.ftp,
      offloaded: offloadedByTuple(listed),
      config,
      unreachable,
      arp: arp.unanswered(),
      isControl: places.isControl,
      dropped: { legs: legs.evicted(), wadLines: wad.dropped() },
    }),
    linesHeld: () => captures.momentsKept() - gone + LINES_PER_LEG * legs.count(),
    forget(old) {
      legs.forget(old.legs, old.unexplained);
      wad.forget(old.wad);
      for (const [key, dialogue] of dialogues) if (old.dialogues.has(dialogue)) dialogues.delete(key);
      listed = { ...listed, ftp: listed.ftp.filter((entry) => !old.listed.has(entry)) };
      unreachable = unreachable.filter(({ order }) => order > old.until);
      recount();
    },
    weighAgain: recount,
    captures,
  };
}

function linesIn(legs: Leg[], wad: WadSession[], dialogues: Dialogue[]): number {
  let weight = 0;
  for (const { syns, synAcks, initiatorAcks, initiatorData, responderData, ends, traces } of legs) {
    weight += syns.length + synAcks.length + initiatorAcks.length;
    weight += initiatorData.length + responderData.length + ends.length;
    for (const { messages } of traces) weight += 1 + messages.length;
  }
  for (const { entries } of [...wad, ...dialogues]) weight += entries.length;
  for (const { elsewhere } of dialogues) weight += elsewhere.length;
  return weight;
}
