import type { Comparison } from '../../compare/compare.js';
import type { ReportDocument } from '../../document.js';
import { citations } from '../html/citations.js';
import { comparisonPage } from '../html/comparison.js';
import { directory } from '../html/directory.js';
import { firstScreen } from '../html/first-screen.js';
import { lines } from '../html/lines.js';
import { rawOf, type Markup } from '../html/markup.js';
import { overview } from '../html/overview.js';
import { page, type Chapter } from '../html/page.js';
import { clocks, sources } from '../html/sources.js';
import { spanOf } from '../html/span.js';
import { stories, toldInFull } from '../html/stories.js';
import { subjectLink } from '../html/subjects.js';
import { timeline } from '../html/timeline.js';
import type { PrintOptions } from '../print-options.js';
import { comparisonVerdict } from '../sections/comparison.js';
import { VERDICT_NAME } from '../text/labels.js';
import type { Format } from './format.js';

/** For a browser, and to attach to a ticket: one file that asks nobody for anything. */
export const html: Required<Format> = { report, comparison };

const chapters = ({ timeline: { length } }: ReportDocument): Chapter[] => [
  { id: 'verdict', title: 'Verdict' },
  { id: 'steps', title: 'What to do' },
  { id: 'all', title: 'Offers' },
  { id: 'stories', title: 'Step by step' },
  ...(length > 0 ? [{ id: 'timeline', title: 'Timeline' }] : []),
  { id: 'lines', title: 'Lines' },
  { id: 'sources', title: 'Sources' },
];

function* report(document: ReportDocument, { detail }: PrintOptions): Iterable<string> {
  const title = `fgtrace: ${VERDICT_NAME[document.verdict]}`;
  for (const part of page(title, 'report', chapters(document), content(document, detail))) yield rawOf(part);
}

function* content(document: ReportDocument, detail: number): Iterable<Markup> {
  const shown = toldInFull(document, detail);
  const cite = citations(document);
  const link = subjectLink(shown);
  const span = spanOf(document.timeline);
  yield* firstScreen(document, cite, span, link);
  yield overview(document, span);
  yield* directory(document, link);
  yield* stories(document, shown, cite);
  yield* timeline(document, shown, cite);
  yield clocks(document, cite);
  yield sources(document);
  yield* lines(cite);
}

function* comparison(found: Comparison): Iterable<string> {
  const title = `fgtrace diff: ${comparisonVerdict(found)}`;
  for (const part of page(title, 'diff', [], comparisonPage(found))) yield rawOf(part);
}
