import { setTimeout } from 'node:timers/promises';

import { createAnalysis } from '../../analyze.js';
import type { ReportDocument } from '../../document.js';
import type { Source } from '../../events/record.js';
import { createSpill } from '../../input/evidence-file.js';
import type { Warn } from '../../input/find-files.js';
import { createRows } from '../../input/row-file.js';
import { formats } from '../../report/formats/index.js';
import type { PrintOptions } from '../../report/print-options.js';
import { nothingRecognised } from './nothing-recognised.js';
import { readGrowing } from './read-growing.js';
import { limitHeapGrowth } from './read-inputs.js';
import { createVerdictPrinter } from './verdict-printer.js';
import { filesToFollow } from './wait-for-files.js';
import { writeResult } from './write-output.js';

const JUDGE_EVERY_MS = 1000;
/** Each time everything is judged anew, so the pause after it is this many times as long: a fifth of the time goes to it. */
const PAUSE_PER_JUDGING = 4;

export interface FollowOptions {
  readonly offsets: ReadonlyMap<Source, number>;
  readonly options: PrintOptions;
  /** Microseconds of log time. */
  readonly window: number;
  readonly signal: AbortSignal;
  readonly warn: Warn;
}

/** Reads what comes in until it ends or is stopped, and prints each verdict as it is reached, then the report on all. */
export async function followCaptures(
  names: readonly string[],
  { offsets, options, signal, warn, window }: FollowOptions,
): Promise<void> {
  const files = await filesToFollow(names, warn);
  const { store, kept } = countingStore();
  limitHeapGrowth();
  const printer = createVerdictPrinter(options);
  const analysis = createAnalysis({
    ...{ store, offsets, detail: Infinity, window },
    ...{ rows: createRows, closed: printer.final },
  });
  const ended = new AbortController();
  const reading = Promise.all(
    files.map((name) => readGrowing(name, analysis.begin(name), signal, warn)),
  ).finally(() => {
    ended.abort();
  });
  const judge = (): ReportDocument => {
    const document = analysis.report();
    printer.current(document, !ended.signal.aborted);
    return document;
  };
  await judgeUntil(ended.signal, judge, kept);
  await reading;
  if (!signal.aborted && !analysis.recognised()) throw nothingRecognised(names);
  await writeResult(['\n', ...formats.text.report(judge(), options)], undefined, false);
}

/** Judges again and again, where there are new lines that matter. `kept`: how many there were so far. */
async function judgeUntil(ended: AbortSignal, judge: () => unknown, kept: () => number): Promise<void> {
  let judged = 0;
  let pause = JUDGE_EVERY_MS;
  while (!ended.aborted) {
    await setTimeout(pause, undefined, { signal: ended }).catch(() => undefined);
    if (kept() === judged) continue;
    judged = kept();
    const from = performance.now();
    judge();
    pause = Math.max(JUDGE_EVERY_MS, PAUSE_PER_JUDGING * (performance.now() - from));
  }
}

/** The store for lines of evidence, and how many it was given: a line that is worth keeping may change a verdict. */
function countingStore() {
  const spill = createSpill();
  let count = 0;
  const keep: typeof spill.keep = (origin) => {
    count += 1;
    return spill.keep(origin);
  };
  return { store: { keep }, kept: () => count };
}
