import { setFlagsFromString } from 'node:v8';

import { type Analysis, type AnalyzeOptions, createAnalysis, type InputSink } from '../../analyze.js';
import type { Choice } from '../../assemble/choice.js';
import { LINE_BUDGET } from '../../correlate/eviction/memory.js';
import type { Source } from '../../events/record.js';
import { withSections } from '../../evidence/evidence-sections.js';
import { EXIT, Failure } from '../../failure.js';
import type { Input } from '../../input/input.js';
import { openInputs } from '../../input/open.js';
import { createRows } from '../../input/row-file.js';
import { createSpill } from '../../input/evidence-file.js';
import { createTurns } from '../../input/lockstep.js';
import { DEFAULT_DETAIL } from '../../report/print-options.js';
import { tellVerbosely } from './loudness.js';
import { createProgress, type Progress } from './progress.js';
import { nothingRecognised } from './nothing-recognised.js';

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
  if (!analysis.recognised()) throw nothingRecognised(names, analysis.linesRead());
  const choice = analysis.choiceToReadAgain();
  if (choice === undefined) return analysis;
  if (inputs.some(({ size }) => size === undefined))
    throw onlyOnce('A time of day or before the end cannot be found', DATED);
  return readOpened(await openInputs(names), { ...options, choice, through: undefined });
}

const DATED = 'Name the file instead, or give --since and --until with their date: 2021-07-26T21:42:05.';

/** Of a capture too long for memory, sessions are judged before its end is known, and a pipe cannot be read twice. */
export function onlyOnce(what: string, advice = 'Name the file instead.'): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, `${what} in so long a capture that is read from a pipe`, [
    advice,
  ]);
}

export async function readOpened(inputs: readonly Input[], options: ReadOptions): Promise<Analysis> {
  const analysis = createAnalysis({
    store: options.store ?? createSpill(),
    offsets: options.offsets ?? new Map(),
    detail: options.detail ?? DEFAULT_DETAIL,
    ...(options.choice === undefined ? {} : { choice: options.choice }),
    rows: createRows,
    ...(options.window === undefined ? {} : { quietWindow: options.window }),
    ...(options.version === undefined ? {} : { version: options.version }),
  });
  const { through } = options;
  const begin = withSections((file) => through?.(file, analysis.begin(file)) ?? analysis.begin(file));
  const sizes = inputs.map(({ size }) => size);
  const total = sizes.reduce(
    (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
    0,
  );
  const progress = createProgress(total);
  try {
    if (total === undefined || total > LARGE_INPUT) limitHeapGrowth();
    if (mayFillMemory(inputs, total) && inputs.length > 1 && inputs.length <= MOST_AT_ONCE)
      await sideBySide(inputs, begin, progress);
    else await oneByOne(inputs, begin, progress);
  } finally {
    progress.end();
  }
  return analysis;
}

/** Bytes beyond which the heap is kept small. */
const LARGE_INPUT = 64 * 1024 * 1024;

/**
 * Bytes that may hold more lines than memory does: a line of the sniffer or a frame of a pcap takes 60 bytes. Then the
 * sessions of one file must not be judged, and told once more, before the next file is read.
 */
const EVICTION_FROM = LINE_BUDGET * 60;

/** What a packed file holds is not known before it is read. */
function mayFillMemory(inputs: readonly Input[], total: number | undefined): boolean {
  return total === undefined || total > EVICTION_FROM || inputs.some(({ packing }) => packing.length > 0);
}

/** More files than this are read one after another: a process may hold 256 open on macOS, and 1024 on Linux. */
const MOST_AT_ONCE = 128;

/**
 * By default V8 lets its heap grow to four times what is in use before it collects. Collecting earlier costs a fifth
 * more time and halves the memory.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=40');
}

function tellInput({ name, container, packing, size }: Input): void {
  const bytes = size === undefined ? 'a stream' : `${size} bytes`;
  tellVerbosely(() => `Read ${name}: ${[container, ...packing, bytes].join(', ')}`);
}

type Begin = (file: string) => InputSink;

async function oneByOne(inputs: readonly Input[], begin: Begin, progress: Progress): Promise<void> {
  let before = 0;
  for (const input of inputs) {
    const sink = begin(input.name);
    let read = 0;
    await input.read(sink, (bytes) => {
      read = bytes;
      progress.at(before + bytes);
    });
    sink.end();
    tellInput(input);
    before += read;
  }
}

async function sideBySide(inputs: readonly Input[], begin: Begin, progress: Progress): Promise<void> {
  const turns = createTurns(inputs.length);
  const read = inputs.map(() => 0);
  await Promise.all(
    inputs.map(async (input, nth) => {
      const sink = begin(input.name);
      const ready = (): Promise<void> | undefined => turns.ready(nth, sink.reached());
      await input.read({ ...sink, ready }, (bytes) => {
        read[nth] = bytes;
        progress.at(read.reduce((sum, one) => sum + one));
      });
      sink.end();
      tellInput(input);
      turns.done(nth);
    }),
  );
}
