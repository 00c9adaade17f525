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

/** `record`: begins a record of this source, and is counted; `part`: belongs to one, or is known noise of this source. */
export type LineClaim = 'record' | 'part' | null;

export interface Parser {
  readonly source: Source;
  /** Never throws. Null: the record is not of this source. Looks at the start of the text and tolerates any tail. */
  read(record: LogRecord, emit: Emit, damaged: Damaged): LineClaim;
  /**
   * Emits what still waits for further lines. It is called at the end, and, with `interrupted`, when another parser
   * takes a line: then a block that surely goes on may keep waiting.
   */
  flush(emit: Emit, interrupted?: boolean): void;
  /** The quick way, which is tried first while this parser has read the last record and no line waits for its rest. */
  readonly quick?: QuickRead;
}

/**
 * Reads lines from `block.at` on, as long as it is certain that the long way (cleaning, joining, `read`) would give the
 * same events. The first line that may need the long way stops it.
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

/** What one input held, as the report shows it. */
export interface InputSummary {
  readonly file: string;
  readonly lines: number;
  readonly records: Readonly<Record<Source, number>>;
  readonly unrecognised: number;
  readonly damage: readonly { readonly kind: string; readonly count: number; readonly firstLine: number }[];
}
