import { createBufferedOutput } from '../buffered-output.js';
import { openOutput } from '../open-output.js';
import type { OutputRules } from '../output-place.js';

/** What the overview is written to, piece by piece. */
export interface OverviewFile {
  readonly write: (pieces: Iterable<string>) => Promise<void>;
  readonly end: () => Promise<void>;
  /** Leaves no half of it. */
  readonly discard: () => void;
}

/** Standard output where no file is named. Fails with 73 where the file cannot be written. */
export async function openOverviewFile(file: string | undefined, rules: OutputRules): Promise<OverviewFile> {
  const isStandard = file === undefined || file === '-';
  const output = isStandard ? undefined : await openOutput(file, rules);
  const out = createBufferedOutput(output?.stream ?? process.stdout);
  return {
    async write(pieces) {
      for (const piece of pieces) await out.write(piece);
      await out.ready();
    },
    async end() {
      await out.end();
      await output?.finish();
    },
    discard: () => output?.discard(),
  };
}
