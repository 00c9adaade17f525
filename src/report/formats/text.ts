import type { Comparison } from '../../compare/comparison.js';
import type { ReportDocument } from '../../document.js';
import { clocks } from '../sections/clocks.js';
import { comparisonText } from '../sections/comparison-text.js';
import { offers, shownRowsOf } from '../sections/offers.js';
import { readable } from '../sections/rows.js';
import { sources } from '../sections/sources.js';
import { timeline } from '../sections/timeline.js';
import { brief } from '../sections/first-screen.js';
import { groupFindings } from '../sections/grouped-findings.js';
import { verdict } from '../sections/verdict.js';
import type { PrintOptions } from '../print-options.js';
import { ascii } from '../text/ascii.js';
import { withHyperlinks } from '../text/hyperlinks.js';
import { page } from '../text/layout.js';
import { cleaned } from '../text/sanitize.js';
import type { Format } from './format.js';

/** For people at a terminal. */
export const text: Required<Format> = { report, comparison };

/** The first screen says what happened and what to do; the rest is the proof. */
function* report(raw: ReportDocument, options: PrintOptions): Iterable<string> {
  const document = readable(raw);
  const on = page(
    options,
    document.sources.map(({ file }) => file),
    document.timeline,
  );
  const shown = shownRowsOf(document, options.detail);
  const parts =
    options.brief === true
      ? [brief(on, document, groupFindings(document))]
      : [
          verdict(on, document),
          offers(on, document, shown),
          clocks(on, document.clocks),
          timeline(on, document, shown),
          sources(on, document),
        ];
  const drawn = options.ascii === true ? ascii : (line: string): string => line;
  for (const part of parts)
    for (const line of part) yield `${withHyperlinks(drawn(line.trimEnd()), on.folder, options.linkTo)}\n`;
  if (options.redacted !== undefined) yield `\nRedacted. ${options.redacted}\n`;
}

function* comparison(raw: Comparison, options: PrintOptions): Iterable<string> {
  for (const line of comparisonText(page(options, []), cleaned(raw)))
    yield `${withHyperlinks(line.trimEnd(), '', options.linkTo)}\n`;
  if (options.redacted !== undefined) yield `\nRedacted. ${options.redacted}\n`;
}
