import { createSecretMask } from '../secrets/secrets.js';
import type { Block, Quick } from '../events/line-block.js';
import type { Emit, TraceEvent } from '../events/events.js';
import type { DamagedLines, Losses } from '../events/losses.js';
import type { Interest } from '../events/interest.js';
import type { Source } from '../events/record.js';
import { parserFactories } from './index.js';
import type { BlockTurn, Damaged, LogRecord, Parser, InputSummary } from './parser.js';
import { createRepair, type Repair } from './repair/repair.js';
import { createShapes, type Shape, type Shapes } from './unclaimed.js';
import { isPromptLine, type Start } from './repair/record-start.js';

/** Reads one input's lines, in their order, into events. */
export interface Reader {
  readonly line: (text: string) => void;
  /** Reads lines that are whole and undamaged at a fraction of the cost, to the same events. */
  readonly quick: Quick;
  damaged: Damaged;
  /** Closes the last record and every open block; no line may follow. */
  readonly end: () => void;
  summary(): InputSummary;
  readonly losses: Losses;
  /** The lines that no parser claimed, by shape: at most 200 shapes, in order of appearance. */
  unclaimed(): Shape[];
  /** `lines` = `claimed` + `blank` (also ellipses and prompts) + `unrecognised`, once the reader has ended. */
  tally(): {
    readonly lines: number;
    readonly claimed: number;
    readonly blank: number;
    readonly unrecognised: number;
  };
}

/** A copy's `...` for lines that it left out, or a blank line. */
const ELLIPSIS = /^\s*(?:(?:\.{1,12}|\u2026)\s*)?$/;

/** Of each kind of damage so many lines are remembered: a file of nothing else must not fill memory. */
const MAX_DAMAGED_LINES = 1000;

type Damage = DamagedLines & { count: number; lastLine: number; readonly at: number[] };

interface State {
  readonly emit: Emit;
  readonly damaged: Damaged;
  readonly parsers: readonly Parser[];
  readonly bySource: ReadonlyMap<Source, Parser>;
  readonly records: Record<Source, number>;
  readonly count: { lines: number; claimed: number; blank: number; unrecognised: number };
  readonly shapes: Shapes;
  /** The parser that read the last record. */
  last: Parser | undefined;
}

export function createReader(file: string, emit: Emit, interest?: Interest): Reader {
  const damage = new Map<string, Damage>();
  const damaged: Damaged = (kind, line) => {
    countDamage(damage, kind, line);
  };
  const state = newState(emit, damaged);
  const repair = createRepair(
    file,
    (record, lines, start) => {
      take(state, record, lines, start);
    },
    damaged,
  );
  const { count, records, shapes } = state;
  const mask = createSecretMask();
  return {
    line: (text) => {
      repair.line(mask(text));
    },
    quick(block) {
      const lines = readQuickly(state, repair, block, { file, emit, damaged, interest });
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
    summary: () => ({
      file,
      lines: count.lines,
      records: { ...records },
      unrecognised: count.unrecognised,
      damage: [...damage.values()].map(({ kind, count: lines, at }) => ({
        kind,
        count: lines,
        firstLine: at[0] ?? 1,
      })),
    }),
    losses: {
      lines: () => count.lines,
      unrecognised: () => count.unrecognised,
      damage: () => [...damage.values()],
    },
    unclaimed: shapes.list,
    tally: () => ({ ...count }),
  };
}

function newState(emit: Emit, damaged: Damaged): State {
  const parsers = parserFactories.map((create) => create());
  return {
    emit,
    damaged,
    parsers,
    bySource: new Map(parsers.map((parser) => [parser.source, parser])),
    records: { wad: 0, flow: 0, sniffer: 0, session: 0, config: 0 },
    count: { lines: 0, claimed: 0, blank: 0, unrecognised: 0 },
    shapes: createShapes(),
    last: undefined,
  };
}

/** Counts the lines with each kind of damage, a line once. */
function countDamage(damage: Map<string, Damage>, kind: string, line: number): void {
  const seen = damage.get(kind);
  if (seen === undefined) damage.set(kind, { kind, count: 1, lastLine: line, at: [line] });
  else if (seen.lastLine !== line) {
    seen.count++;
    seen.lastLine = line;
    if (seen.at.length < MAX_DAMAGED_LINES) seen.at.push(line);
  }
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
