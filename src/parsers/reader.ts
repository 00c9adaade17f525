import { foreignKind } from '../events/foreign.js';
import { createSecretMask } from '../secrets/secrets.js';
import type { Block, Quick } from '../events/line-block.js';
import type { Emit, TraceEvent } from '../events/events.js';
import type { Interest } from '../events/interest.js';
import type { Source } from '../events/record.js';
import { parserFactories } from './index.js';
import type { BlockTurn, Damaged, LogRecord, Parser } from './parser.js';
import { countDamage, newCounts, readTally, type ReadCounts, type ReadTally } from './read-counts.js';
import { createRepair, type Repair } from './repair/repair.js';
import type { Start } from '../events/record-start.js';
import { isPromptLine } from './repair/prompt.js';

/** Reads one input's lines, in their order, into events. */
export interface Reader extends ReadTally {
  readonly line: (text: string) => void;
  /** Reads lines that are whole and undamaged at a fraction of the cost, to the same events. */
  readonly quick: Quick;
  damaged: Damaged;
  /** Closes the last record and every open block; no line may follow. */
  readonly end: () => void;
  /** What is left to ask once it has ended: who keeps this alone lets go of the parsers. */
  readonly counts: ReadTally;
}

/** A copy's `...` for lines that it left out, or a blank line. */
const ELLIPSIS = /^\s*(?:(?:\.{1,12}|\u2026)\s*)?$/;

interface State {
  readonly emit: Emit;
  readonly damaged: Damaged;
  readonly parsers: readonly Parser[];
  readonly bySource: ReadonlyMap<Source, Parser>;
  readonly records: ReadCounts['records'];
  readonly count: ReadCounts['count'];
  readonly shapes: ReadCounts['shapes'];
  /** The parser that read the last record. */
  last: Parser | undefined;
}

export function createReader(file: string, emit: Emit, interest?: Interest): Reader {
  const counts = newCounts(file);
  const damaged: Damaged = (kind, line) => {
    countDamage(counts.damage, kind, line);
  };
  const state = newState(emit, damaged, counts);
  const repair = createRepair(
    file,
    (record, lines, start) => {
      take(state, record, lines, start);
    },
    damaged,
  );
  const mask = createSecretMask();
  const tally = readTally(counts);
  return {
    ...tally,
    counts: tally,
    line: (text) => {
      repair.line(mask(text));
    },
    quick(block) {
      const blank = skipBlankLines(state, repair, block);
      const lines = blank + readQuickly(state, repair, block, { file, emit, damaged, interest });
      // What comes next goes on from none of the lines that the mask saw.
      if (lines > 0) mask('');
      return lines;
    },
    damaged,
    end() {
      repair.end();
      for (const parser of state.parsers) parser.flush(emit);
      state.last = undefined;
    },
  };
}

function newState(emit: Emit, damaged: Damaged, counts: ReadCounts): State {
  const parsers = parserFactories.map((create) => create());
  return {
    emit,
    damaged,
    parsers,
    bySource: new Map(parsers.map((parser) => [parser.source, parser])),
    records: counts.records,
    count: counts.count,
    shapes: counts.shapes,
    last: undefined,
  };
}

const NEWLINE = 10;

/** Counts empty lines, which say nothing to any parser: a packed file may hold thirty million of them. */
function skipBlankLines({ count }: State, repair: Repair, block: Block): number {
  if (repair.next() === undefined) return 0;
  const from = block.at;
  while (block.at <= block.end && block.bytes[block.at] === NEWLINE) block.at += 1;
  const lines = block.at - from;
  repair.skip(lines);
  count.lines += lines;
  count.blank += lines;
  return lines;
}

/** Takes whole lines on the quick way of the parser that read last, as long as no line waits for its rest. */
function readQuickly(state: State, repair: Repair, block: Block, turn: Omit<BlockTurn, 'line'>): number {
  const { last, count, records } = state;
  const line = repair.next();
  if (last?.quick === undefined || line === undefined) return 0;
  const { file, emit, damaged, interest } = turn;
  const taken = last.quick(block, { file, line, emit, damaged, interest });
  repair.skip(taken.lines);
  records[last.source] += taken.records;
  count.lines += taken.lines;
  count.claimed += taken.lines - taken.blank;
  count.blank += taken.blank;
  return taken.lines;
}

/** Takes a record that stands for so many lines: gives it to the parser whose it is, and counts it. */
function take(state: State, record: LogRecord, lines: number, start: Start): void {
  const { count, last, emit, damaged } = state;
  count.lines += lines;
  if (record.text.length < 40 && ELLIPSIS.test(record.text)) {
    count.blank += lines;
    // The configuration parser has to know that lines are left out: an excerpt is not all that is set.
    if (last?.source === 'config' && record.text.trim() !== '') last.read(record, emit, damaged);
  } else if (isClaimed(state, record, start)) count.claimed += lines;
  else if (isPromptLine(record.text)) count.blank += lines;
  else {
    count.unrecognised += lines;
    // It began as a record does, and no parser understood it: the reader of a report has to know that it is missing.
    if (start !== null) damaged('unread-record', record.origin.line);
    const foreign = foreignKind(record.text);
    if (foreign !== undefined) damaged(foreign, record.origin.line);
    if (lines > 0) state.shapes.add(record.text, record.origin.line);
  }
}

/**
 * Whether a parser takes the record. Where its beginning shows the source, that parser is asked first, so that no open
 * block of another one swallows it; else the one that read last.
 */
function isClaimed(state: State, record: LogRecord, start: Start): boolean {
  const first = (start === null ? undefined : state.bySource.get(start)) ?? state.last;
  if (first !== undefined && offer(state, first, record)) return true;
  return state.parsers.some((parser) => parser !== first && offer(state, parser, record));
}

/** The events of a parser that takes over come after those of the one before it, whose open block is closed first. */
function offer(state: State, parser: Parser, record: LogRecord): boolean {
  const { emit, damaged, records, last } = state;
  if (parser === last) {
    const claim = parser.read(record, emit, damaged);
    if (claim === 'record') records[parser.source]++;
    return claim !== null;
  }
  const held: TraceEvent[] = [];
  const claim = parser.read(record, (event) => held.push(event), damaged);
  if (claim === null) return false;
  last?.flush(emit, true);
  state.last = parser;
  held.forEach(emit);
  if (claim === 'record') records[parser.source]++;
  return true;
}
