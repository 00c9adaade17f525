import { type Analysis, type AnalyzeOptions, createAnalysis, type InputSink } from '../analyze.js';
import type { Choice } from '../assemble/choice.js';
import { LINE_BUDGET } from '../correlate/eviction/memory.js';
import { memoryStore } from '../correlate/fold/evidence-store.js';
import type { Source } from '../events/record.js';
import { withSections } from '../evidence/evidence-sections.js';
import type { Input } from '../input/input.js';
import { createTurns } from '../input/lockstep.js';
import { DEFAULT_DETAIL } from '../report/print-options.js';

export interface Reading {
  readonly offsets?: ReadonlyMap<Source, number> | undefined;
  readonly detail?: number | undefined;
  /** Microseconds of log time. */
  readonly window?: number | undefined;
  readonly choice?: Choice | undefined;
  /** Of fgtrace. */
  readonly version?: string | undefined;
  /** Where evidence and rows lie meanwhile; by default in memory. */
  readonly store?: AnalyzeOptions['store'] | undefined;
  readonly rows?: AnalyzeOptions['rows'] | undefined;
  /** Wraps what takes an input, to see what goes in. */
  readonly through?: ((file: string, sink: InputSink) => InputSink) | undefined;
  /** Gets the bytes of all inputs that were read so far. */
  readonly progress?: ((bytes: number) => void) | undefined;
  /** An input has been read. */
  readonly done?: ((input: Input) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads opened inputs to their end. */
export async function readCaptures(inputs: readonly Input[], reading: Reading): Promise<Analysis> {
  const { store, offsets, detail, choice, rows, window, version, through } = reading;
  const analysis = createAnalysis({
    store: store ?? memoryStore(),
    offsets: offsets ?? new Map(),
    detail: detail ?? DEFAULT_DETAIL,
    ...(choice === undefined ? {} : { choice }),
    ...(rows === undefined ? {} : { rows }),
    ...(window === undefined ? {} : { quietWindow: window }),
    ...(version === undefined ? {} : { version }),
  });
  const begin = withSections((file) => through?.(file, analysis.begin(file)) ?? analysis.begin(file));
  if (mayFillMemory(inputs) && inputs.length > 1 && inputs.length <= MOST_AT_ONCE)
    await sideBySide(inputs, begin, reading);
  else await oneByOne(inputs, begin, reading);
  analysis.complete();
  return analysis;
}

/** Bytes of all inputs; undefined where one is a stream. */
export function totalSize(inputs: readonly Pick<Input, 'size'>[]): number | undefined {
  return inputs.reduce<number | undefined>(
    (sum, { size }) => (sum === undefined || size === undefined ? undefined : sum + size),
    0,
  );
}

/**
 * Bytes that may hold more lines than memory does: a line of the sniffer or a frame of a pcap takes 60 bytes. Then the
 * sessions of one file must not be judged, and told once more, before the next file is read.
 */
const EVICTION_FROM = LINE_BUDGET * 60;

/** What a packed file holds is not known before it is read. */
function mayFillMemory(inputs: readonly Input[]): boolean {
  const total = totalSize(inputs);
  return total === undefined || total > EVICTION_FROM || inputs.some(({ packing }) => packing.length > 0);
}

/** More files than this are read one after another: a process may hold 256 open on macOS, and 1024 on Linux. */
const MOST_AT_ONCE = 128;

type Begin = (file: string) => InputSink;

async function oneByOne(
  inputs: readonly Input[],
  begin: Begin,
  { progress, done, signal }: Reading,
): Promise<void> {
  let before = 0;
  for (const input of inputs) {
    const sink = begin(input.name);
    let read = 0;
    const ready = (): undefined => {
      signal?.throwIfAborted();
    };
    await input.read({ ...sink, ready }, (bytes) => {
      read = bytes;
      progress?.(before + bytes);
    });
    sink.end();
    done?.(input);
    before += read;
  }
}

async function sideBySide(
  inputs: readonly Input[],
  begin: Begin,
  { progress, done, signal }: Reading,
): Promise<void> {
  const turns = createTurns(inputs.length);
  const read = inputs.map(() => 0);
  await Promise.all(
    inputs.map(async (input, nth) => {
      const sink = begin(input.name);
      const turn = (): Promise<void> | undefined => {
        signal?.throwIfAborted();
        return turns.ready(nth, sink.reached());
      };
      await input.read({ ...sink, turn }, (bytes) => {
        read[nth] = bytes;
        progress?.(read.reduce((sum, one) => sum + one));
      });
      sink.end();
      done?.(input);
      turns.done(nth);
    }),
  );
}
