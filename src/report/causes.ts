import type { Finding, OfferOutcome, ReportDocument } from '../diagnose/document.js';

/** Findings that say the same of several subjects: printed once. `first` carries the words and the lines. */
export interface Cause {
  readonly first: Finding;
  readonly subjects: readonly string[];
}

const ORDER: readonly OfferOutcome[] = ['failed', 'inconclusive', 'worked', 'unused'];

/** What decided (the first finding of each subject, the worst first) and what else was noticed. */
export function causes(document: ReportDocument): { deciding: Cause[]; remarks: Cause[] } {
  const decided = new Set<string>();
  const deciding: Finding[] = [];
  const remarks: Finding[] = [];
  for (const finding of document.findings) {
    const leads = finding.subject !== 'capture' && !decided.has(finding.subject);
    decided.add(finding.subject);
    (leads ? deciding : remarks).push(finding);
  }
  const rank = (finding: Finding): number => ORDER.indexOf(finding.verdict);
  return { deciding: grouped(deciding.sort((a, b) => rank(a) - rank(b))), remarks: grouped(remarks) };
}

function grouped(findings: readonly Finding[]): Cause[] {
  const groups = new Map<string, { first: Finding; subjects: string[] }>();
  for (const finding of findings) {
    const { code, verdict, confidence, fix, next } = finding;
    const key = JSON.stringify([code, verdict, confidence, fix, next]);
    const group = groups.get(key);
    if (group) group.subjects.push(finding.subject);
    else groups.set(key, { first: finding, subjects: [finding.subject] });
  }
  return [...groups.values()];
}

/** Lines to paste, with the codes and subjects that they are for. */
export interface Advice {
  readonly lines: readonly string[];
  readonly codes: readonly string[];
  readonly subjects: readonly string[];
}

/** Each different list of lines once. */
export function advice(all: readonly Cause[], which: 'fix' | 'next'): Advice[] {
  const lists = new Map<string, { lines: readonly string[]; codes: Set<string>; subjects: Set<string> }>();
  for (const { first, subjects } of all) {
    const lines = first[which];
    if (lines.length === 0) continue;
    const key = lines.join('\n');
    const list = lists.get(key) ?? { lines, codes: new Set(), subjects: new Set() };
    list.codes.add(first.code);
    for (const subject of subjects) list.subjects.add(subject);
    lists.set(key, list);
  }
  return [...lists.values()].map((list) => ({
    lines: list.lines,
    codes: [...list.codes],
    subjects: [...list.subjects],
  }));
}

const NAMED = 8;

/** `O1, O2, O3 and 12 more` */
export function several(ids: readonly string[]): string {
  const named = ids.slice(0, NAMED).map((id) => (id === 'capture' ? 'the capture' : id));
  const rest = ids.length - named.length;
  return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
