import type { Quick } from '../events/line-block.js';
import type { Emit, TraceEvent } from '../events/events.js';
import type { Interest } from '../events/interest.js';
import type { Source } from '../events/record.js';
import { parserFactories } from './index.js';
import type { Damaged, LogRecord, Parser, InputSummary } from './parser.js';
import { createRepair } from './repair/repair.js';
import { createShapes, type Shape } from './unclaimed.js';
import { isPromptLine, type Start } from './repair/record-start.js';

/** Reads one input's lines, in their order, into events. */
export interface Reader {
  readonly line: (text: string) => void;
  /** Takes what is whole and undamaged at a fraction of the cost; the same comes of it. */
  readonly quick: Quick;
  damaged: Damaged;
  /** The last record and every open block; nothing may follow. */
  readonly end: () => void;
  summary(): InputSummary;
  /** What nobody claimed, by shape, at most 200, in order of appearance. */
  unclaimed(): Shape[];
  /** `lines` = `claimed` + `blank` (also ellipses and prompts) + `unrecognised`, once the reader has ended. */
  tally(): {
    readonly lines: number;
    readonly claimed: number;
    readonly blank: number;
    readonly unrecognised: number;
  };
}

const ELLIPSIS = /^\s*(?:(?:\.{1,12}|\u2026)\s*)?$/;

export function createReader(file: string, emit: Emit, interest?: Interest): Reader {
  const parsers = parserFactories.map((create) => create());
  const bySource = new Map<Source, Parser>(parsers.map((parser) => [parser.source, parser]));
  const records: Record<Source, number> = { wad: 0, flow: 0, sniffer: 0, session: 0, config: 0 };
  const damage = new Map<string, { kind: string; count: number; firstLine: number; lastLine: number }>();
  const shapes = createShapes();
  const count = { lines: 0, claimed: 0, blank: 0, unrecognised: 0 };
  let last: Parser | undefined;

  const damaged: Damaged = (kind, line) => {
    const seen = damage.get(kind);
    if (seen === undefined) damage.set(kind, { kind, count: 1, firstLine: line, lastLine: line });
    else if (seen.lastLine !== line) {
      seen.count++;
      seen.lastLine = line;
    }
  };

  /** Whoever read the last record keeps reading; another one's events wait until that block is closed. */
  const offer = (parser: Parser, record: LogRecord): boolean => {
    if (parser === last) return settle(parser, parser.read(record, emit, damaged));
    const held: TraceEvent[] = [];
    const claim = parser.read(record, (event) => held.push(event), damaged);
    if (claim === null) return false;
    last?.flush(emit, true);
    last = parser;
    held.forEach(emit);
    return settle(parser, claim);
  };
  const settle = (parser: Parser, claim: 'record' | 'part' | null): boolean => {
    if (claim === 'record') records[parser.source]++;
    return claim !== null;
  };

  /** A record that shows its source by its beginning goes there first: no open block may swallow it. */
  const claimed = (record: LogRecord, start: Start): boolean => {
    const first = (start === null ? undefined : bySource.get(start)) ?? last;
    if (first !== undefined && offer(first, record)) return true;
    return parsers.some((parser) => parser !== first && offer(parser, record));
  };

  const take = (record: LogRecord, lines: number, start: Start): void => {
    count.lines += lines;
    if (record.text.length < 40 && ELLIPSIS.test(record.text)) {
      count.blank += lines;
      // An excerpt of a configuration is not to be taken for all of it.
      if (last?.source === 'config' && record.text.trim() !== '') last.read(record, emit, damaged);
    } else if (claimed(record, start)) count.claimed += lines;
    else if (isPromptLine(record.text)) count.blank += lines;
    else {
      count.unrecognised += lines;
      // It began as a record does, and nobody understood it: the reader of a report has to know that it is missing.
      if (start !== null) damaged('unread-record', record.origin.line);
      if (lines > 0) shapes.add(record.text, record.origin.line);
    }
  };

  const repair = createRepair(file, take, damaged);
  const quick: Quick = (block) => {
    const line = repair.next();
    if (last?.quick === undefined || line === undefined) return 0;
    const taken = last.quick(block, { file, line, emit, damaged, interest });
    repair.skip(taken.lines);
    records[last.source] += taken.records;
    count.lines += taken.lines;
    count.claimed += taken.lines - taken.blank;
    count.blank += taken.blank;
    return taken.lines;
  };

  return {
    line: repair.line,
    quick,
    damaged,
    end() {
      repair.end();
      for (const parser of parsers) parser.flush(emit);
      last = undefined;
    },
    summary: () => ({
      file,
      lines: count.lines,
      records: { ...records },
      unrecognised: count.unrecognised,
      damage: [...damage.values()].map(({ kind, count, firstLine }) => ({ kind, count, firstLine })),
    }),
    unclaimed: shapes.list,
    tally: () => ({ ...count }),
  };
}
