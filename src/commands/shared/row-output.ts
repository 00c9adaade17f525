import { createBufferedOutput } from './buffered-output.js';
import { openOutput } from './open-output.js';
import type { OutputRules } from './output-place.js';

/** What rows are written to as they come. */
export interface RowOutput {
  readonly write: (pieces: Iterable<string>) => Promise<void>;
  /** Writes out what is buffered: the next row may take long to come. */
  readonly flush: () => Promise<void> | undefined;
  readonly end: () => Promise<void>;
  /** Leaves no half of it. */
  readonly discard: () => void;
}

/** Standard output where no file is named. Fails with 73 where the file cannot be written. */
export async function openRowOutput(file: string | undefined, rules: OutputRules): Promise<RowOutput> {
  const isStandard = file === undefined || file === '-';
  const output = isStandard ? undefined : await openOutput(file, rules);
  const out = createBufferedOutput(output?.stream ?? process.stdout);
  return {
    async write(pieces) {
      for (const piece of pieces) await out.write(piece);
    },
    flush: () => out.ready(),
    async end() {
      await out.end();
      await output?.finish();
    },
    discard: () => output?.discard(),
  };
}
