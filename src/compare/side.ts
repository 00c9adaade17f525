import { groupBy } from '../collections.js';
import {
  placeOfLine,
  type Evidence,
  type Finding,
  type OfferReport,
  type ReportDocument,
} from '../document.js';
import type { Source } from '../events/record.js';

/** One of the two reports, with what a comparison asks of it. */
export interface ComparedSide {
  readonly report: ReportDocument;
  readonly findingsOf: (subject: string) => readonly Finding[];
  /** Those of a session; of null, those that belong to none. */
  readonly offersOf: (session: string | null) => readonly OfferReport[];
  /** The words of the control channel in a line. */
  readonly saidAt: (line: Evidence) => string | undefined;
  /** True where lines of the same sources were given on this side. */
  readonly hasSourcesOf: (kinds: ReadonlySet<Source>) => boolean;
  readonly given: ReadonlySet<Source>;
  /** Which sources these lines are of. */
  readonly sourcesOf: (lines: readonly Evidence[]) => ReadonlySet<Source>;
}

/** A line of the configuration is in no timeline. */
const CONFIGURATION = /^\s*(?:config|edit|set|unset|next|end)\b|^#config-version/;

export function sideOf(report: ReportDocument): ComparedSide {
  const findings = groupBy(report.findings, ({ subject }) => subject);
  const offers = groupBy(report.offers, ({ control }) => control);
  const given = new Set(
    report.sources.flatMap(({ records }) =>
      Object.entries(records).flatMap(([source, count]) => (count > 0 ? [source as Source] : [])),
    ),
  );
  // Made when first asked: most comparisons do without.
  let entries: ReturnType<typeof entriesByPlace> | undefined;
  const entryAt = (line: Evidence): Placed | undefined =>
    (entries ??= entriesByPlace(report)).get(placeOfLine(line));
  return {
    report,
    findingsOf: (subject) => findings.get(subject) ?? [],
    offersOf: (session) => offers.get(session) ?? [],
    saidAt: (line) => report.timeline.saidAt?.(line) ?? entryAt(line)?.said,
    given,
    hasSourcesOf: (kinds) => [...kinds].every((kind) => given.has(kind)),
    sourcesOf: (lines) =>
      new Set(
        lines.flatMap((line) => {
          const source = entryAt(line)?.source ?? (CONFIGURATION.test(line.text) ? 'config' : undefined);
          return source === undefined ? [] : [source];
        }),
      ),
  };
}

interface Placed {
  readonly source: Source;
  readonly said: string | undefined;
}

function entriesByPlace({ timeline }: ReportDocument): Map<string, Placed> {
  const all = new Map<string, Placed>();
  for (const entry of timeline) {
    const said = entry.said ?? all.get(placeOfLine(entry))?.said;
    all.set(placeOfLine(entry), { source: entry.source, said });
  }
  return all;
}

/** Sources that only `one` has. */
export const sourcesLackedBy = (other: ComparedSide, one: ComparedSide): Source[] =>
  [...one.given].filter((source) => !other.given.has(source)).sort();

export const haveSameSources = (a: ComparedSide, b: ComparedSide): boolean =>
  sourcesLackedBy(a, b).length + sourcesLackedBy(b, a).length === 0;
