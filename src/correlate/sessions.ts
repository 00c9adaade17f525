import type { ConfigEntry, PayloadEvent, SessionEntry, TraceEvent } from '../events.js';
import { own, portOf } from '../net.js';
import { createCaptures } from './captures.js';
import type { Dialogue } from './dialogues.js';
import { foldPayload } from './dialogues.js';
import type { EvidenceStore } from './keep.js';
import { keepAt, keepEvent } from './keep.js';
import { createLegTable } from './legs.js';
import { foldPacket } from './packets.js';
import type { Capture, Kept, Leg, Unreachable } from './timeline.js';
import { createTraceFold } from './traces.js';
import type { WadSession } from './wad-sessions.js';
import { createWadSessions } from './wad-sessions.js';

/** Everything that was kept of the input, before anything is joined across sources. */
export interface Facts {
  readonly captures: Capture[];
  readonly legs: Leg[];
  readonly wad: WadSession[];
  readonly dialogues: Dialogue[];
  readonly listed: Kept<SessionEntry>[];
  readonly config: ConfigEntry[];
  readonly unreachable: Unreachable[];
  readonly dropped: Record<string, number>;
}

export interface Fold {
  readonly event: (event: TraceEvent | PayloadEvent) => void;
  readonly facts: () => Facts;
}

const LISTED = 100_000;

/** Folds the stream of events into facts; memory grows with FTP sessions, not with lines. */
export function createFold(store: EvidenceStore): Fold {
  const captures = createCaptures(store);
  const legs = createLegTable();
  const traces = createTraceFold(legs, captures);
  const dialogues = new Map<string, Dialogue>();
  const listed: Kept<SessionEntry>[] = [];
  const config: ConfigEntry[] = [];
  const unreachable: Unreachable[] = [];

  const kept = <E extends TraceEvent | PayloadEvent>(event: E): Kept<E> =>
    keepAt(event, captures.moment(event));
  const wad = createWadSessions(captures, legs, kept);

  return {
    event(event) {
      switch (event.kind) {
        case 'payload-command':
        case 'payload-reply':
        case 'payload-offer':
        case 'payload-unreadable':
        case 'payload-tls':
        case 'payload-plain':
          foldPayload(event, dialogues, legs, kept);
          return;
        case 'session':
          if (listed.length < LISTED && isFtp(event)) listed.push(kept(event));
          else captures.of(event);
          return;
        case 'config':
          config.push(keepEvent(event, store));
          return;
        case 'capture': {
          const moment = captures.moment(event);
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
        captures.of(event);
        traces.event(event);
      } else foldPacket(event, captures, legs, unreachable);
    },
    facts: () => ({
      captures: captures.all,
      legs: legs.all(),
      wad: wad.all,
      dialogues: [...dialogues.values()],
      listed,
      config,
      unreachable,
      dropped: { legs: legs.evicted() },
    }),
  };
}

function isFtp(entry: SessionEntry): boolean {
  return (
    entry.expectation ||
    entry.helper === 'ftp' ||
    entry.hooks.some((hook) =>
      [hook.src, hook.dst].some((end) => [20, 21, 989, 990].includes(portOf(end) ?? -1)),
    )
  );
}
