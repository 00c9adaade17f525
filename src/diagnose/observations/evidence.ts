import type { Evidence } from '../../document.js';
import type { Moment } from '../../correlate/model/moment.js';
import { printedTime } from '../../events/rfc3339.js';
import { when } from '../../correlate/model/time.js';
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

/** When the first of them was printed that has a time, on the reference clock; null where none has. */
export function timeOf(moments: readonly (Cited | Moment | null | undefined)[]): string | null {
  for (const moment of moments) {
    const at = moment != null && 'capture' in moment ? when(moment) : null;
    if (at !== null) return printedTime(at.from);
  }
  return null;
}
