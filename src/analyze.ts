import type { EvidenceStore } from './correlate/fold/evidence-store.js';
import { createFold, type Fold } from './correlate/fold/fold.js';
import { createMemory, LINE_BUDGET, QUIET_WINDOW, type JudgeEvicted } from './correlate/eviction/memory.js';
import { assemble } from './assemble/assemble.js';
import { type Choice, needsEnd, withTimesOf } from './assemble/choice.js';
import { spanOfCaptures } from './assemble/life-span.js';
import type { ReportDocument, SourceSummary } from './document.js';
import { createLedger, memoryRows, type ClosedPart, type RowStore } from './assemble/spooled-rows.js';
import { closePart } from './assemble/rows.js';
import { judgePart } from './diagnose/diagnose.js';
import { createHopLimits } from './dissect/hop-limits.js';
import { createPayloadReader } from './dissect/payload-reader.js';
import type { Quick } from './events/line-block.js';
import type { Emit, TraceEvent } from './events/events.js';
import type { Source } from './events/record.js';
import { createReader, type Reader } from './parsers/reader.js';
import type { Damaged } from './parsers/parser.js';

export interface AnalyzeOptions {
  /** Where the text of the lines goes that evidence cites. */
  readonly store: EvidenceStore;
  /** Offsets that the user gives, per source, in microseconds: its stamp minus the unit's. */
  readonly offsets: ReadonlyMap<Source, number>;
  /** Offers that are told in full; beyond it those that worked are told in brief. */
  readonly detail: number;
  /** What is to be told; without it, everything. */
  readonly choice?: Choice;
  /** Of fgtrace, for the report to name; unknown to who runs the analysis alone. */
  readonly version?: string;
  /** Microseconds of log time after which a quiet session counts as over. */
  readonly quietWindow?: number;
  /** Kept lines, about, beyond which sessions that are over are judged and evicted. */
  readonly lineBudget?: number;
  /** Makes a store for the report's rows on evicted sessions; by default they stay in memory. */
  readonly rows?: () => RowStore;
  /** Called with the rows of sessions that are judged before the end, as soon as they are. */
  readonly onClosed?: (rows: ClosedPart['rows']) => void;
}

/** Takes one input, from its beginning to `end`. Whatever it holds, nothing of this throws. */
export interface InputSink {
  /** The next line, without its newline. */
  line(text: string): void;
  /**
   * Takes the first lines of a block, as many as it knows for certain, and returns how many; the next goes to `line`.
   */
  readonly quick: Quick;
  /** The next frame of a pcap, which no parser has to read. */
  event(event: TraceEvent): void;
  /** Counts damage that the reading of the file met: lines too long, characters that do not decode. */
  damaged: Damaged;
  /** Whether any line or packet of this input was recognised so far. */
  recognised?(): boolean;
  /** Microseconds of log time so far, to read several inputs side by side. */
  reached(): number;
  end(): void;
}

interface Inputs {
  /** Begins an input. `file` names it in evidence; several may be open at a time. */
  readonly begin: (file: string) => InputSink;
  /** Lines that no parser claimed, per input, by shape. */
  unclaimed(): { file: string; shapes: ReturnType<Reader['unclaimed']> }[];
  /** Whether any line or packet was recognised at all. */
  recognised(): boolean;
  /** What was read so far of each input, recognised or not. */
  readonly summaries: () => SourceSummary[];
}

export interface Analysis extends Inputs {
  /** All inputs were read. Without it a report judges everything at once, and more may be read after it. */
  complete(): void;
  /** The report on what was read so far. It may be asked for again after more was read. */
  report(): ReportDocument;
  /**
   * Defined where times like `--since 10m` count from the end of the captures and sessions were judged before that end
   * was reached: everything has to be read again with this choice, whose times are on the clock.
   */
  choiceToReadAgain(): Choice | undefined;
}

/**
 * The whole way of a capture to its report. `begin(file)` takes lines, and then
 *
 *     lines -> events (parsers) -> facts (fold) -> timeline (joins) -> judgement (rules) -> document
 *
 * The first two steps happen line by line, the others when `report` is called. `memory` relates the facts; when it
 * holds too many it has some sessions judged early, and the ledger keeps what they came to for the report.
 */
export function createAnalysis(options: AnalyzeOptions): Analysis {
  const { store, offsets, detail, choice, version = '0', rows = memoryRows, onClosed } = options;
  const { quietWindow = QUIET_WINDOW, lineBudget = LINE_BUDGET } = options;
  const fold = createFold(store);
  const payload = createPayloadReader(fold.event);
  const findDirection = createHopLimits();
  const ledger = createLedger(rows);
  let wasChosenBeforeEnd = false;

  // A long capture does not fit into memory: sessions that are over go all the way before the input has ended.
  const judgeEvicted: JudgeEvicted = (parts, timeline, cutShort) => {
    for (const part of parts) {
      const judged = judgePart(part, timeline);
      const closed = closePart({ part, judged }, choice, ledger.detailLeft(detail));
      ledger.add(closed);
      onClosed?.(closed.rows);
    }
    ledger.countCutShort(cutShort);
    wasChosenBeforeEnd = choice !== undefined && needsEnd(choice);
  };
  const memory = createMemory(fold, offsets, { quietWindow, lineBudget }, judgeEvicted);

  const inputs = createInputs(fold, (event) => {
    if (event.source === 'sniffer' && event.kind === 'packet') {
      findDirection(event);
      fold.event(event);
      payload.packet(event);
    } else fold.event(event);
    memory.evictIfFull();
  });
  return {
    ...inputs,
    complete() {
      if (choice === undefined || !needsEnd(choice)) memory.evictAtEnd();
    },
    report: () => {
      const timeline = memory.timeline();
      return assemble(timeline, judgePart(timeline, timeline), inputs.summaries(), {
        detail,
        ledger,
        choice,
        version,
      });
    },
    choiceToReadAgain: () =>
      wasChosenBeforeEnd && choice !== undefined
        ? withTimesOf(choice, spanOfCaptures(memory.timeline().captures))
        : undefined,
  };
}

/** Each input has a reader of its own, which turns its lines into events; packets of a pcap are events already. */
function createInputs({ captures, interest }: Fold, event: Emit): Inputs {
  // Of thousands of files only the tallies stay, not the readers.
  const all: { file: string; counts: Reader['counts']; packets: number }[] = [];
  const isKnown = ({ counts, packets }: (typeof all)[number]): boolean =>
    packets > 0 || counts.tally().claimed > 0;
  return {
    begin(file) {
      const reader = createReader(file, event, interest);
      const { counts } = reader;
      captures.beginOf(file, counts.losses);
      const input = { file, counts, packets: 0 };
      all.push(input);
      return {
        line: reader.line,
        quick: reader.quick,
        damaged: reader.damaged,
        recognised: () => isKnown(input),
        reached: () => captures.logTimeOf(file),
        event(packet) {
          input.packets += 1;
          event(packet);
        },
        end() {
          reader.end();
          captures.endOf(file);
        },
      };
    },
    unclaimed: () => all.map(({ file, counts }) => ({ file, shapes: counts.unclaimed() })),
    recognised: () => all.some(isKnown),
    summaries: () =>
      all.map(({ counts, packets }) => {
        const { file, lines, records, ...rest } = counts.summary();
        const both = { ...records, sniffer: records.sniffer + packets };
        return { file, lines: lines + packets, records: both, ...rest };
      }),
  };
}
