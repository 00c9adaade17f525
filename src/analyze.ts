import { createFold } from './correlate/sessions.js';
import type { EvidenceStore } from './correlate/keep.js';
import { relate } from './correlate/relate.js';
import { assemble } from './diagnose/assemble.js';
import type { ReportDocument, SourceSummary } from './diagnose/document.js';
import { createPayloadReader } from './dissect/stream.js';
import type { Source, TraceEvent } from './events.js';
import { createReader } from './parsers/reader.js';
import type { Damaged } from './parsers/parser.js';

export interface AnalyzeOptions {
  readonly store: EvidenceStore;
  /** Offsets that the user gives, per source, in microseconds: its stamp minus the unit's. */
  readonly offsets: ReadonlyMap<Source, number>;
  readonly detail: number;
}

/** Where one input's lines and packets go. */
export interface InputSink {
  line(text: string): void;
  event(event: TraceEvent): void;
  damaged: Damaged;
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
  const fold = createFold(options.store);
  const payload = createPayloadReader(fold.event);
  const read: { file: string; reader: ReturnType<typeof createReader>; packets: { count: number } }[] = [];

  const event = (one: TraceEvent): void => {
    fold.event(one);
    if (one.source === 'sniffer' && one.kind === 'packet') payload.packet(one);
  };

  return {
    begin(file) {
      const reader = createReader(file, event);
      const packets = { count: 0 };
      read.push({ file, reader, packets });
      return {
        line: reader.line,
        damaged: reader.damaged,
        end: reader.end,
        event: (one) => {
          packets.count += 1;
          event(one);
        },
      };
    },
    unclaimed: () => read.map(({ file, reader }) => ({ file, shapes: reader.unclaimed() })),
    recognised: () => read.some(({ reader, packets }) => packets.count > 0 || reader.tally().claimed > 0),
    report() {
      const timeline = relate(fold.facts(), options.offsets);
      const sources = read.map(({ reader, packets }): SourceSummary => {
        const { file, lines, records, ...rest } = reader.summary();
        const both = { ...records, sniffer: records.sniffer + packets.count };
        return { file, lines: lines + packets.count, records: both, ...rest };
      });
      return assemble(timeline, sources, { detail: options.detail });
    },
  };
}
