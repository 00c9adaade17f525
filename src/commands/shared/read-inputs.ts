import { setFlagsFromString } from 'node:v8';

import type { Analysis, AnalyzeOptions, InputSink } from '../../analyze.js';
import type { Choice } from '../../assemble/choice.js';
import type { RowStore } from '../../assemble/spooled-rows.js';
import type { Source } from '../../events/record.js';
import type { Input } from '../../input/input.js';
import { openInputs } from '../../input/open.js';
import { createRows } from '../../input/row-file.js';
import { createSpill } from '../../input/evidence-file.js';
import { readCaptures, totalSize } from '../../library/read-captures.js';
import { NO_END, onlyOnce } from '../../library/read-once.js';
import { tellVerbosely } from './loudness.js';
import { createProgress } from './progress.js';
import { nothingRecognised } from '../../library/nothing-recognised.js';

export interface ReadOptions {
  readonly offsets?: ReadonlyMap<Source, number>;
  readonly detail?: number;
  /** Microseconds of log time. */
  readonly window?: number;
  readonly choice?: Choice | undefined;
  readonly warn: (sentence: string) => void;
  /** Of fgtrace. */
  readonly version?: string;
  readonly store?: AnalyzeOptions['store'];
  /** Where redacted copies may lie meanwhile; by default where temporary files do. */
  readonly beside?: string;
  /** Wraps what takes an input, to see what goes in. */
  readonly through?: ((file: string, sink: InputSink) => InputSink) | undefined;
}

/**
 * Reads all inputs to their end. Fails with 65 if nothing in them was recognised, and with 66 if one cannot be read.
 */
export async function readAll(names: readonly string[], options: ReadOptions): Promise<Analysis> {
  const inputs = await openInputs(names, { stdin: process.stdin, warn: options.warn });
  const analysis = await readOpened(inputs, options);
  if (!analysis.recognised()) throw nothingRecognised(names, analysis.summaries());
  const choice = analysis.choiceToReadAgain();
  if (choice === undefined) return analysis;
  if (inputs.some(({ size }) => size === undefined)) throw onlyOnce(NO_END, 'pipe', DATED);
  return readOpened(await openInputs(names), { ...options, choice, through: undefined });
}

export const NAMED = 'Name the file instead.';
const DATED = 'Name the file instead, or give --since and --until with their date: 2021-07-26T21:42:05.';

export async function readOpened(inputs: readonly Input[], options: ReadOptions): Promise<Analysis> {
  const total = totalSize(inputs);
  const isPacked = inputs.some(({ packing }) => packing.length > 0);
  if (total === undefined || total > LARGE_INPUT || isPacked) limitHeapGrowth();
  const progress = createProgress(total);
  try {
    return await readCaptures(inputs, {
      ...options,
      store: options.store ?? createSpill(),
      rows: rowsOfMany,
      progress: progress.at,
      done: tellInput,
    });
  } finally {
    progress.end();
  }
}

/** Rows are put away where there are too many sessions for memory. */
function rowsOfMany(): RowStore {
  limitHeapGrowth();
  return createRows();
}

/** Bytes beyond which the heap is kept small: 3 MB of a scan of port 21 hold 40,000 sessions. */
const LARGE_INPUT = 2 * 1024 * 1024;

/**
 * By default V8 lets its heap grow to four times what is in use before it collects. Collecting earlier costs up to a
 * fifth more time and halves the memory.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=40');
}

function tellInput({ name, container, packing, size }: Input): void {
  const bytes = size === undefined ? 'a stream' : `${size} bytes`;
  tellVerbosely(() => `Read ${name}: ${[container, ...packing, bytes].join(', ')}`);
}
