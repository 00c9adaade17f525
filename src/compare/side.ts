import { groupBy } from '../collections.js';
import {
  placeOfLine,
  type Evidence,
  type Finding,
  type OfferReport,
  type ReportDocument,
} from '../document.js';
import { whoSaid } from '../events/words.js';
import type { Source } from '../events/record.js';
import { rolesIn, type RoleOf } from './roles.js';
import { viewsOf, type View, type Views } from './views.js';

/** One of the two reports, with what a comparison asks of it. */
export interface ComparedSide {
  readonly report: ReportDocument;
  readonly findingsOf: (subject: string) => readonly Finding[];
  /** Those of a session; of null, those that belong to none. */
  readonly offersOf: (session: string | null) => readonly OfferReport[];
  /** The words of the control channel in a line. */
  readonly saidAt: (line: Evidence) => string | undefined;
  readonly roleOf: RoleOf;
  readonly given: ReadonlySet<Source>;
  /** True where captures of the same kind and place as these lines were given on this side. */
  readonly showsLike: (lines: readonly Evidence[], of: ComparedSide) => boolean;
  readonly views: Views;
}

export function sideOf(report: ReportDocument): ComparedSide {
  const findings = groupBy(report.findings, ({ subject }) => subject);
  const offers = groupBy(report.offers, ({ control }) => control);
  const given = new Set(
    report.sources.flatMap(({ records }) =>
      Object.entries(records).flatMap(([source, count]) => (count > 0 ? [source as Source] : [])),
    ),
  );
  const views = viewsOf(report, given);
  // Made when first asked: most comparisons do without.
  let words: ReadonlyMap<string, string> | undefined;
  return {
    report,
    findingsOf: (subject) => findings.get(subject) ?? [],
    offersOf: (session) => offers.get(session) ?? [],
    saidAt: (line) =>
      report.timeline.saidAt?.(line) ?? (words ??= wordsByPlace(report)).get(placeOfLine(line)),
    roleOf: rolesIn(report),
    given,
    showsLike: (lines, of) => [...of.views.of(lines)].every((view) => views.all().has(view)),
    views,
  };
}

/** As a report that was just made tells them; a saved one has them in its timeline alone. */
function wordsByPlace({ timeline }: ReportDocument): Map<string, string> {
  const all = new Map<string, string>();
  for (const entry of timeline) {
    const said = entry.source === 'sniffer' ? (whoSaid(entry) ?? entry.said) : undefined;
    if (said !== undefined) all.set(placeOfLine(entry), said);
  }
  return all;
}

/** What the captures on the other side show and those of `one` do not. Without a sniffer nothing shows legs. */
export function viewsLackedBy(one: ComparedSide, other: ComparedSide): View[] {
  const lacking = [...other.views.all()].filter((view) => !one.views.all().has(view)).sort();
  return lacking.includes('sniffer') ? lacking.filter((view) => !view.endsWith('Leg')) : lacking;
}

export const haveSameViews = (a: ComparedSide, b: ComparedSide): boolean =>
  viewsLackedBy(a, b).length + viewsLackedBy(b, a).length === 0;
