import type { Evidence } from '../../document.js';
import type { Origin } from '../../events/record.js';

/** A line to cite: a moment of a capture, or a line of the configuration. */
export interface Cited {
  readonly line: Origin;
}

/** The lines behind moments or of the configuration, each once, in the order given (the deciding one first). */
export function lines(moments: readonly (Cited | null | undefined)[]): Evidence[] {
  const evidence: Evidence[] = [];
  for (const moment of moments) {
    if (moment == null) continue;
    const { line } = moment;
    if (!evidence.some((one) => one.line === line.line && one.file === line.file)) evidence.push(line);
  }
  return evidence;
}
