import type { EvidenceStore } from './correlate/fold/evidence-store.js';
import { countGiven, NO_IDS, giveIds, chunksOf } from './correlate/eviction/ids.js';
import { shareOver } from './correlate/eviction/estimate.js';
import { relate } from './correlate/relate.js';
import { createFold, type Facts } from './correlate/fold/fold.js';
import { chooseEvictable, type Horizon } from './correlate/eviction/evict.js';
import { assemble } from './assemble/assemble.js';
import type { ReportDocument, SourceSummary } from './document.js';
import { createLedger, memoryRows, type ClosedPart, type RowStore } from './assemble/spooled-rows.js';
import { closePart } from './assemble/rows.js';
import { createPayloadReader } from './dissect/payload-reader.js';
import type { Quick } from './events/line-block.js';
import type { TraceEvent } from './events/events.js';
import type { Source } from './events/record.js';
import { createReader } from './parsers/reader.js';
import type { Damaged } from './parsers/parser.js';

export interface AnalyzeOptions {
  readonly store: EvidenceStore;
  /** Offsets that the user gives, per source, in microseconds: its stamp minus the unit's. */
  readonly offsets: ReadonlyMap<Source, number>;
  readonly detail: number;
  /** A session that was quiet for so long, in microseconds of log time, is done with. */
  readonly window?: number;
  /** Lines to remember, about, before sessions that are done with are judged and let go. */
  readonly room?: number;
  /** Where the rows of the report go that are done with. */
  readonly rows?: () => RowStore;
  /** Told of the sessions that are done with, before they are let go. */
  readonly closed?: (rows: ClosedPart['rows']) => void;
}

export const WINDOW = 600e6;
/** What follows the end of a control connection follows within this time. */
const WHILE = 2e6;
/** Some 500 bytes each. */
const ROOM = 60_000;
/** Thousands of sessions at once get so many times the room before any of them is cut. */
const CROWDED = 8;
/** To join and judge what is in memory is worth it where so much of it may be let go of; half as much where it is crowded. */
const WORTH = 1 / 8;

/** Where one input's lines and packets go. */
export interface InputSink {
  line(text: string): void;
  readonly quick: Quick;
  event(event: TraceEvent): void;
  damaged: Damaged;
  /** Log time so far, to read several inputs side by side. */
  reached(): number;
  end(): void;
}

export interface Analysis {
  begin(file: string): InputSink;
  /** What nobody claimed, per input, by shape. */
  unclaimed(): { file: string; shapes: ReturnType<ReturnType<typeof createReader>['unclaimed']> }[];
  /** Whether any line or packet was anybody's. */
  recognised(): boolean;
  report(): ReportDocument;
}

/** The whole way on one screen: lines -> events -> facts -> timeline -> judgement -> report. */
export function createAnalysis(options: AnalyzeOptions): Analysis {
  const { store, offsets, detail, window = WINDOW, room = ROOM, rows = memoryRows, closed } = options;
  const fold = createFold(store);
  const ledger = createLedger(rows);
  const payload = createPayloadReader(fold.event);
  const read: { file: string; reader: ReturnType<typeof createReader>; packets: { count: number } }[] = [];

  let numbered = NO_IDS;
  let full = room;

  const event = (one: TraceEvent): void => {
    fold.event(one);
    if (one.source === 'sniffer' && one.kind === 'packet') payload.packet(one);
    if (fold.linesHeld() > full) makeRoom();
  };
  const makeRoom = (): void => {
    const facts = fold.facts();
    const left: Horizon = {
      quietBefore: fold.captures.orderBefore(window),
      closedBefore: fold.captures.orderBefore(WHILE),
      mayCut: fold.linesHeld() > room * CROWDED,
    };
    const worth = fold.linesHeld() > 2 * room ? WORTH / 2 : WORTH;
    if (left.mayCut || shareOver(facts, left) >= worth) letGo(facts, left);
    else fold.weighAgain();
    full = Math.max(room, 1.5 * fold.linesHeld());
  };
  /** Judges the sessions that are done with, and forgets their lines. */
  const letGo = (facts: Facts, left: Horizon): void => {
    const timeline = relate(facts, offsets, numbered);
    const settled = chooseEvictable(facts, timeline, left);
    giveIds(settled.part, numbered);
    numbered = countGiven(settled.part, numbered);
    for (const slice of chunksOf(settled.part)) {
      const part = closePart(slice, timeline, ledger.room(detail));
      ledger.add(part);
      closed?.(part.rows);
    }
    ledger.countCutShort(settled.cutShort);
    fold.forget(settled);
  };

  return {
    begin(file) {
      const reader = createReader(file, event, fold.interest);
      const packets = { count: 0 };
      read.push({ file, reader, packets });
      return {
        line: reader.line,
        quick: reader.quick,
        damaged: reader.damaged,
        reached: () => fold.captures.logTimeOf(file),
        end() {
          reader.end();
          fold.captures.endOf(file);
        },
        event: (one) => {
          packets.count += 1;
          event(one);
        },
      };
    },
    unclaimed: () => read.map(({ file, reader }) => ({ file, shapes: reader.unclaimed() })),
    recognised: () => read.some(({ reader, packets }) => packets.count > 0 || reader.tally().claimed > 0),
    report() {
      const timeline = relate(fold.facts(), offsets, numbered);
      const sources = read.map(({ reader, packets }): SourceSummary => {
        const { file, lines, records, ...rest } = reader.summary();
        const both = { ...records, sniffer: records.sniffer + packets.count };
        return { file, lines: lines + packets.count, records: both, ...rest };
      });
      return assemble(timeline, sources, { detail, ledger });
    },
  };
}
