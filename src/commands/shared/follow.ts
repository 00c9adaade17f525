import { setTimeout as sleep } from 'node:timers/promises';

import { basename } from 'node:path';
import { createAnalysis, type Analysis, type InputSink } from '../../analyze.js';
import type { ReportDocument } from '../../document.js';
import type { Source } from '../../events/record.js';
import { EXIT, Failure } from '../../failure.js';
import { createSpill } from '../../input/evidence-file.js';
import type { Warn } from '../../input/warn.js';
import { newFiles } from '../../input/new-files.js';
import { createRows } from '../../input/row-file.js';
import type { Redaction } from '../../redact/redaction.js';
import { formats } from '../../report/formats/index.js';
import type { PrintOptions } from '../../report/print-options.js';
import { changeJson, summaryJson } from '../../report/sections/follow-json.js';
import { changeText } from '../../report/sections/follow-updates.js';
import { nothingRecognised } from '../../library/nothing-recognised.js';
import { readGrowing } from './read-growing.js';
import { limitHeapGrowth } from './read-inputs.js';
import { createVerdictPrinter } from './verdict-printer.js';
import { filesToFollow, type ToFollow } from './wait-for-files.js';
import { writeAll } from './buffered-output.js';

const JUDGE_EVERY_MS = 1000;
/**
 * Judging starts from the beginning each time. The pause after it is this many times as long as it took, so that at
 * most a fifth of the time goes to judging.
 */
const PAUSE_PER_JUDGING = 4;

/** A line that a terminal may have cut waits so long for its rest. */
const SILENCE_MS = 300;

export const FOLLOW_FORMATS = ['text', 'ndjson'] as const;

export interface FollowOptions {
  readonly format: (typeof FOLLOW_FORMATS)[number];
  readonly offsets: ReadonlyMap<Source, number>;
  readonly options: PrintOptions;
  /** Microseconds of log time. */
  readonly window: number;
  readonly signal: AbortSignal;
  readonly warn: Warn;
  /** Of fgtrace. */
  readonly version: string;
  /** Rewrites each line before anything else sees it. */
  readonly redaction?: Redaction;
}

/**
 * Reads until the input ends or is stopped. Prints each verdict when it is reached, and at the end the whole report.
 */
export async function followCaptures(
  names: readonly string[],
  { format, offsets, options, signal, warn, window, version, redaction }: FollowOptions,
): Promise<void> {
  const found = await filesToFollow(names, warn);
  const { store, kept } = countingStore();
  limitHeapGrowth();
  const printer = createVerdictPrinter(
    format === 'ndjson' ? changeJson : (change) => changeText(change, options),
  );
  const analysis = createAnalysis({
    store,
    offsets,
    detail: Infinity,
    version,
    quietWindow: window,
    rows: createRows,
    onClosed: printer.final,
  });
  const ended = new AbortController();
  const read = (name: string): Promise<void> =>
    readGrowing(name, sinkOf(analysis, name, redaction), signal, warn);
  const reading = readEach(found, read, signal, warn).finally(() => {
    ended.abort();
  });
  const judge = (): ReportDocument => {
    const document = analysis.report();
    printer.current(document, !ended.signal.aborted);
    return document;
  };
  await judgeUntil(ended.signal, judge, kept);
  await reading;
  if (!signal.aborted && !analysis.recognised()) throw nothingRecognised(names, analysis.summaries());
  const document = judge();
  const end =
    format === 'ndjson' ? [summaryJson(document)] : ['\n', ...formats.text.report(document, options)];
  await writeAll(end, process.stdout);
}

function sinkOf(analysis: Analysis, name: string, redaction: Redaction | undefined): InputSink {
  if (redaction === undefined) return analysis.begin(name);
  const sink = analysis.begin(redaction.text(basename(name)));
  const input = redaction.input();
  const tell = (ready: readonly string[]): void => {
    for (const line of ready.flatMap((one) => one.split('\n'))) sink.line(line);
  };
  const silence = setTimeout(() => {
    tell(input.pause());
  }, SILENCE_MS);
  return {
    ...sink,
    line(text) {
      tell(input.line(text));
      silence.refresh();
    },
    quick: () => 0,
    event() {
      throw new Failure('FGT_USAGE', EXIT.usage, 'A packet capture cannot be redacted while it is made', [
        'Run fgtrace analyze --redact on the file when it is complete.',
      ]);
    },
    end() {
      clearTimeout(silence);
      tell(input.end());
      sink.end();
    },
  };
}

/**
 * Reads side by side the files and what is and appears in the folders. One that cannot be read on gets a sentence; it is
 * a failure only if it is the only one.
 */
async function readEach(
  { files, folders }: ToFollow,
  read: (name: string) => Promise<void>,
  signal: AbortSignal,
  warn: Warn,
): Promise<void> {
  const failures: Failure[] = [];
  const isOnly = files.length === 1 && folders.length === 0;
  const readOne = (name: string): Promise<void> =>
    read(name).catch((error: unknown) => {
      if (isOnly || !(error instanceof Failure)) throw error;
      failures.push(error);
      warn(error.message);
    });
  const readings = files.map(readOne);
  const appeared = async (): Promise<void> => {
    const inFolders: Promise<void>[] = [];
    for await (const name of newFiles(folders, files, signal)) {
      const reading = readOne(name);
      // It is awaited below; until then nobody listens, and Node would end the program.
      reading.catch(() => undefined);
      inFolders.push(reading);
    }
    await Promise.all(inFolders);
  };
  await Promise.all([...readings, appeared()]);
  const [first] = failures;
  if (first !== undefined && failures.length === files.length && folders.length === 0)
    throw new Failure(first.code, first.exit, 'None of the files can be followed', first.suggestions);
}

/** Judges again whenever new lines were kept. `kept`: how many there are so far. */
async function judgeUntil(ended: AbortSignal, judge: () => unknown, kept: () => number): Promise<void> {
  let judged = 0;
  let pause = JUDGE_EVERY_MS;
  while (!ended.aborted) {
    await sleep(pause, undefined, { signal: ended }).catch(() => undefined);
    if (kept() === judged) continue;
    judged = kept();
    const from = performance.now();
    judge();
    pause = Math.max(JUDGE_EVERY_MS, PAUSE_PER_JUDGING * (performance.now() - from));
  }
}

/**
 * The store for evidence lines, with a count. Only a line that is worth keeping can change a verdict, so the count
 * tells when to judge again.
 */
function countingStore() {
  const spill = createSpill();
  let count = 0;
  const keep: typeof spill.keep = (origin) => {
    count += 1;
    return spill.keep(origin);
  };
  return { store: { keep }, kept: () => count };
}
