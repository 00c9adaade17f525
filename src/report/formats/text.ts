import type { ReportDocument } from '../../document.js';
import { clocks } from '../sections/clocks.js';
import { offers, shownOf } from '../sections/offers.js';
import { page, type Options } from '../text/layout.js';
import { readable } from '../sections/rows.js';
import { sources } from '../sections/sources.js';
import { timeline } from '../sections/timeline.js';
import { verdict } from '../sections/verdict.js';

/** The report for people: the first screen tells what happened and what to do, the rest proves it. */
export function* text(document: ReportDocument, options: Options): Iterable<string> {
  const report = readable(document);
  const on = page(
    options,
    report.sources.map(({ file }) => file),
  );
  const shown = shownOf(report, options.detail);
  const parts = [
    verdict(on, report),
    offers(on, report, shown),
    clocks(on, report.clocks),
    timeline(on, report, shown),
    sources(on, report),
  ];
  for (const part of parts) for (const line of part) yield `${line.trimEnd()}\n`;
}
