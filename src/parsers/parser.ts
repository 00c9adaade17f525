import type { Block } from '../events/line-block.js';
import type { Emit } from '../events/events.js';
import type { Interest } from '../events/interest.js';
import type { Origin, Source } from '../events/record.js';

/**
 * One logical record: usually one line, or several that a terminal had wrapped, or a piece of a line that held several.
 * `text` is cleaned (no prompt, no escapes, plain blanks, no remark); `origin` keeps the raw text and the first line.
 */
export interface LogRecord {
  readonly text: string;
  readonly origin: Origin;
}

/** `record`: starts a record of this source (counted); `part`: belongs to one, or is known noise of it. */
export type LineClaim = 'record' | 'part' | null;

export interface Parser {
  readonly source: Source;
  /** Never throws. Null: not mine. Anchored at the start of the text, tolerant of any tail. */
  read(record: LogRecord, emit: Emit, damaged: Damaged): LineClaim;
  /**
   * Emits what still waits for continuation lines; called at the end, and when another parser takes a line. Then
   * `interrupted` is set, and what surely goes on may keep waiting.
   */
  flush(emit: Emit, interrupted?: boolean): void;
  /** Asked first for whole lines, while this parser has read the last record and no line waits for its rest. */
  readonly quick?: QuickRead;
}

/**
 * Takes lines from `block.at` on, and nothing but lines of which it is certain that cleaning, joining and `read` would
 * come to the same; the first other one stops it.
 */
export type QuickRead = (block: Block, turn: BlockTurn) => Taken;

export interface BlockTurn {
  readonly file: string;
  /** The number of the line at `block.at`. */
  readonly line: number;
  readonly emit: Emit;
  readonly damaged: Damaged;
  readonly interest: Interest | undefined;
}

/** How many lines were taken, how many of them began a record, and how many were blank. */
export interface Taken {
  readonly lines: number;
  readonly records: number;
  readonly blank: number;
}

/** Says that something was repaired or lost at a line: kind in kebab case, such as `wrapped-record`. */
export type Damaged = (kind: string, line: number) => void;

/** What one input held, in the form in which the report tells it. */
export interface InputSummary {
  readonly file: string;
  readonly lines: number;
  readonly records: Readonly<Record<Source, number>>;
  readonly unrecognised: number;
  readonly damage: readonly { readonly kind: string; readonly count: number; readonly firstLine: number }[];
}
