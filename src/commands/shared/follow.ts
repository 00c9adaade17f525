import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

import { createAnalysis } from '../../analyze.js';
import type { ReportDocument } from '../../document.js';
import type { Source } from '../../events/record.js';
import { openInputs } from '../../input/open.js';
import { createRows } from '../../input/row-file.js';
import { createSpill } from '../../input/evidence-file.js';
import { tail } from '../../input/tail.js';
import {
  changes,
  overview,
  standing,
  type Judged,
  type Standing,
} from '../../report/sections/follow-updates.js';
import type { PrintOptions } from '../../report/text/layout.js';
import { formats } from '../../report/formats/index.js';
import { awaited } from './wait-for-files.js';
import { frugal } from './read-inputs.js';
import { nothingRecognised } from './nothing-recognised.js';
import { writeResult } from './write-output.js';

/** All is judged anew each time, so that a long capture is judged less often: at most a fifth of the time. */
const EVERY_MS = 1000;
const REST = 4;
const ERASE = '\r\u001b[K';

export interface Following {
  readonly offsets: ReadonlyMap<Source, number>;
  readonly options: PrintOptions;
  /** Microseconds of log time. */
  readonly window: number;
  readonly signal: AbortSignal;
  readonly warn: (sentence: string) => void;
}

/** Reads what comes in until it ends or is stopped, and prints each verdict as it is reached, then the report on all. */
export async function follow(names: readonly string[], following: Following): Promise<void> {
  const { offsets, options, signal, warn, window } = following;
  const found = await awaited(names, warn);
  const spill = createSpill();
  let kept = 0;
  const store = {
    keep: (origin: Parameters<typeof spill.keep>[0]) => {
      kept += 1;
      return spill.keep(origin);
    },
  };
  frugal();
  let before: Standing = new Map();
  /** A verdict that will not change any more is printed where it has changed last, and then forgotten. */
  const closed = (rows: Judged): void => {
    const last = standing(rows);
    const own = new Map([...before].filter(([key]) => last.has(key)));
    process.stdout.write([...changes(own, last, options)].join(''));
    before = new Map([...before].filter(([key]) => !last.has(key)));
  };
  const analysis = createAnalysis({
    ...{ store, offsets, detail: Infinity, window },
    ...{ rows: createRows, closed },
  });
  const done = new AbortController();
  const reading = Promise.all(found.map(readOne)).finally(() => {
    done.abort();
  });

  async function readOne(name: string): Promise<void> {
    const sink = analysis.begin(name);
    if (name === '-') {
      const live = new PassThrough();
      process.stdin.pipe(live);
      signal.addEventListener('abort', () => {
        process.stdin.unpipe(live);
        process.stdin.destroy();
        live.end();
      });
      const [input] = await openInputs(['-'], { stdin: live, warn });
      await input?.read(sink);
    } else await tail(name, sink, signal);
    sink.end();
  }

  let seen = 0;
  const judge = (): ReportDocument => {
    seen = kept;
    const document = analysis.report();
    const after = standing(document);
    const lines = [...changes(before, after, options)];
    before = after;
    if (process.stderr.isTTY) process.stderr.write(ERASE);
    if (lines.length > 0) process.stdout.write(lines.join(''));
    if (process.stderr.isTTY && !done.signal.aborted) {
      process.stderr.write(overview(document).slice(0, process.stderr.columns - 1));
    }
    return document;
  };

  let pause = EVERY_MS;
  while (!done.signal.aborted) {
    await setTimeout(pause, undefined, { signal: done.signal }).catch(() => undefined);
    if (kept === seen) continue;
    const from = performance.now();
    judge();
    pause = Math.max(EVERY_MS, REST * (performance.now() - from));
  }
  await reading;
  if (!signal.aborted && !analysis.recognised()) throw nothingRecognised(names);
  await writeResult(['\n', ...formats.text.report(judge(), options)], undefined, false);
}
