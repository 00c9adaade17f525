import { criteriaInWords, type ReportDocument } from '../../document.js';
import { counted, grouped } from '../text/labels.js';

/** What the report is about, where that is not all: `Chosen by --verdict failed: 1 of 3 offers, …`. */
export function chosenWords({ chosen, totals }: Pick<ReportDocument, 'chosen' | 'totals'>): string[] {
  if (chosen === undefined) return [];
  const of = [
    `${grouped(totals['controlSessions'] ?? 0)} of ${counted(chosen.of.controlSessions, 'control session')}`,
    `${grouped(totals['offers'] ?? 0)} of ${counted(chosen.of.offers, 'offer')}`,
  ];
  const times = [
    ...(chosen.since === null ? [] : [`from ${chosen.since} on`]),
    ...(chosen.until === null ? [] : [`until ${chosen.until}`]),
  ];
  return [`Chosen by ${criteriaInWords(chosen)}: ${[...of, ...times].join(', ')}.`];
}
