import { OFFER_OUTCOMES, type Finding, type ReportDocument } from '../../document.js';
import { put } from '../../collections.js';
import { allRows } from './rows.js';

/** Findings that say the same about several subjects, printed once. `first` carries the words and the lines. */
export interface FindingGroup {
  readonly first: Finding;
  readonly subjects: readonly string[];
}

/** Findings whose fixes name hosts form a group each; nobody reads more groups than this. */
const MOST_GROUPS = 1000;

/** The deciding findings (the first of each subject, the worst first), and everything else that was noticed. */
export function groupFindings(document: ReportDocument): {
  deciding: FindingGroup[];
  remarks: FindingGroup[];
} {
  const decided = new Set<string>();
  const deciding: Groups = new Map();
  const remarks: Groups = new Map();
  for (const finding of allRows(document, 'findings')) {
    const leads = finding.subject !== 'capture' && !decided.has(finding.subject);
    decided.add(finding.subject);
    add(leads ? deciding : remarks, finding);
  }
  // An offer for which no finding is listed would say the same as the others of its code.
  for (const { id, code, verdict, confidence } of allRows(document, 'offers')) {
    if (decided.has(id) || confidence === null) continue;
    deciding.get(keyOf({ code, verdict, confidence, steps: [], next: [] }))?.subjects.push(id);
  }
  const rank = ({ first }: FindingGroup): number => OFFER_OUTCOMES.indexOf(first.verdict);
  const sorted = [...deciding.values()].sort((a, b) => rank(a) - rank(b));
  return { deciding: sorted, remarks: [...remarks.values()] };
}

/** What follows from a cause, or was seen beside it, stands beneath it where it is of the same subjects alone. */
export function besideCauses({
  deciding,
  remarks,
}: Readonly<Record<'deciding' | 'remarks', readonly FindingGroup[]>>): {
  readonly beneath: ReadonlyMap<FindingGroup, readonly FindingGroup[]>;
  readonly others: readonly FindingGroup[];
} {
  const causeOf = new Map(deciding.flatMap((cause) => cause.subjects.map((subject) => [subject, cause])));
  const beneath = new Map<FindingGroup, FindingGroup[]>();
  const others: FindingGroup[] = [];
  for (const one of remarks) {
    const causes = new Set(one.subjects.map((subject) => causeOf.get(subject)));
    const [cause] = causes;
    if (causes.size === 1 && cause !== undefined) put(beneath, cause, one);
    else others.push(one);
  }
  return { beneath, others };
}

type Groups = Map<string, { readonly first: Finding; readonly subjects: string[] }>;

function add(groups: Groups, finding: Finding): void {
  const key = keyOf(finding);
  const group = groups.get(key);
  if (group !== undefined) group.subjects.push(finding.subject);
  else if (groups.size < MOST_GROUPS) groups.set(key, { first: finding, subjects: [finding.subject] });
}

function keyOf({
  code,
  verdict,
  confidence,
  steps,
  next,
}: Pick<Finding, 'code' | 'verdict' | 'confidence' | 'steps' | 'next'>): string {
  return JSON.stringify([code, verdict, confidence, steps, next]);
}

/** Steps, or lines to paste, with the codes and subjects that they are for. */
export interface Advice<T> {
  readonly what: readonly T[];
  readonly codes: readonly string[];
  readonly subjects: readonly string[];
}

/** Each different list of what findings advise, once. */
export function advice<T>(all: readonly FindingGroup[], of: (finding: Finding) => readonly T[]): Advice<T>[] {
  const lists = new Map<string, { what: readonly T[]; codes: Set<string>; subjects: Set<string> }>();
  for (const { first, subjects } of all) {
    const what = of(first);
    if (what.length === 0) continue;
    const key = JSON.stringify(what);
    const list = lists.get(key) ?? { what, codes: new Set(), subjects: new Set() };
    list.codes.add(first.code);
    for (const subject of subjects) list.subjects.add(subject);
    lists.set(key, list);
  }
  return [...lists.values()].map((list) => ({
    what: list.what,
    codes: [...list.codes],
    subjects: [...list.subjects],
  }));
}

/** Of advice that differs only in its hosts, nobody reads more than this. */
const SHOWN_OF_A_KIND = 3;

export interface Few<T> {
  readonly few: readonly T[];
  /** Sentences that say how many more of each kind there are. */
  readonly more: readonly string[];
}

/** The first few of each kind; a kind is a set of codes. */
export function fewOfEach<T>(all: readonly T[], codesOf: (one: T) => readonly string[]): Few<T> {
  const counts = new Map<string, number>();
  const few = all.filter((one) => {
    const codes = codesOf(one).join(', ');
    const count = (counts.get(codes) ?? 0) + 1;
    counts.set(codes, count);
    return count <= SHOWN_OF_A_KIND;
  });
  const over = [...counts].filter(([, count]) => count > SHOWN_OF_A_KIND);
  return {
    few,
    more: over.map(
      ([codes, count]) => `… and ${count - SHOWN_OF_A_KIND} more for ${codes}, in --format json`,
    ),
  };
}

const MOST_SUBJECTS_NAMED = 8;

/** `O1, O2, O3 and 12 more` */
export function subjectList(ids: readonly string[]): string {
  const named = ids.slice(0, MOST_SUBJECTS_NAMED).map((id) => (id === 'capture' ? 'the capture' : id));
  const rest = ids.length - named.length;
  return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
