import type { Evidence } from './document.js';
import type { Cited } from './rule.js';

/** The lines behind moments or of the configuration, each once, in the order given (the deciding one first). */
export function lines(moments: readonly (Cited | null | undefined)[]): Evidence[] {
  const seen = new Set<string>();
  const evidence: Evidence[] = [];
  for (const moment of moments) {
    if (moment == null) continue;
    const key = `${moment.line.file}:${moment.line.line}`;
    if (seen.has(key)) continue;
    seen.add(key);
    evidence.push(moment.line);
  }
  return evidence;
}
