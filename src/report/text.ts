import type { ReportDocument } from '../diagnose/document.js';
import { clocks } from './clocks.js';
import { offers, shownOf } from './offers.js';
import { page, type Options } from './page.js';
import { readable } from './rows.js';
import { sources } from './sources.js';
import { timeline } from './timeline.js';
import { verdict } from './verdict.js';

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
