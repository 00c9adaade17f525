import type { Evidence } from '../../document.js';
import type { Origin } from '../../events/record.js';

/** Something with a line to cite: a moment of a capture, or a setting of the configuration. */
export interface Cited {
  readonly line: Origin;
}

/** The lines of moments and settings, each once, in the given order: the deciding one comes first. */
export function lines(moments: readonly (Cited | null | undefined)[]): Evidence[] {
  const evidence: Evidence[] = [];
  for (const moment of moments) {
    if (moment == null) continue;
    const { line } = moment;
    if (!evidence.some((one) => one.line === line.line && one.file === line.file)) evidence.push(line);
  }
  return evidence;
}
