import type { Analysis, AnalyzeOptions } from '../../analyze.js';
import { createAnalysis } from '../../analyze.js';
import type { Source } from '../../events.js';
import { openInputs } from '../../input/open.js';
import { createSpill } from '../../input/spill.js';
import { createProgress } from './progress.js';
import { nothingRecognised } from './unrecognised.js';

export interface Reading {
  readonly offsets?: ReadonlyMap<Source, number>;
  readonly detail?: number;
  readonly warn: (sentence: string) => void;
  readonly store?: AnalyzeOptions['store'];
}

/** Reads all inputs to their end, one after another. Failure 65 where nothing in them was recognised, 66 unreadable. */
export async function readAll(names: readonly string[], options: Reading): Promise<Analysis> {
  const inputs = await openInputs(names, { stdin: process.stdin, warn: options.warn });
  const analysis = createAnalysis({
    store: options.store ?? createSpill(),
    offsets: options.offsets ?? new Map(),
    detail: options.detail ?? 1000,
  });
  const sizes = inputs.map(({ size }) => size);
  const progress = createProgress(
    sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0),
  );
  let before = 0;
  try {
    for (const input of inputs) {
      const sink = analysis.begin(input.name);
      let read = 0;
      await input.read(sink, (bytes) => {
        read = bytes;
        progress.at(before + bytes);
      });
      sink.end();
      before += read;
    }
  } finally {
    progress.end();
  }
  if (!analysis.recognised()) throw nothingRecognised(names);
  return analysis;
}
