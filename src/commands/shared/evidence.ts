import type { Input } from '../../input/input.js';
import { openInputs } from '../../input/open.js';
import { type Evidenced, findEvidence } from '../../library/find-evidence.js';
import { NO_EVIDENCE, onlyOnce } from '../../library/read-once.js';
import { chosenReport } from './chosen-report.js';
import { NAMED, readAll, type ReadOptions } from './read-inputs.js';

/** The report on captures, and the fewest lines of them that come to the same when they are read again alone. */
export async function evidenceOf(names: readonly string[], options: ReadOptions): Promise<Evidenced> {
  const evidenced = await findEvidence({
    report: async (through) =>
      chosenReport(await readAll(names, { ...options, detail: Infinity, through }), undefined, options.warn),
    reopen: () => opened(names),
    offsets: options.offsets ?? new Map(),
  });
  if (!evidenced.found.isMinimal)
    options.warn('The evidence is not minimal: there were too many lines to try each');
  return evidenced;
}

async function opened(names: readonly string[]): Promise<Input[]> {
  const inputs = await openInputs(names);
  if (inputs.some(({ size }) => size === undefined)) throw onlyOnce(NO_EVIDENCE, 'pipe', NAMED);
  return inputs;
}
