import type { Comparison } from '../../compare/comparison.js';
import type { ReportDocument } from '../../document.js';
import { citations } from '../html/citations.js';
import { comparisonPage } from '../html/comparison.js';
import { directory } from '../html/directory.js';
import { firstScreen } from '../html/first-screen.js';
import { rawLines } from '../html/lines.js';
import { rawOf, type Markup } from '../html/markup.js';
import { minimap } from '../html/overview.js';
import { htmlPage, type Chapter } from '../html/page.js';
import { clockSection, sourceSection } from '../html/sources.js';
import { spanOf } from '../html/span.js';
import { stories, toldInFull } from '../html/stories.js';
import { subjectLink } from '../html/subjects.js';
import { timelineSection } from '../html/timeline.js';
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

function* report(document: ReportDocument, { detail, redacted }: PrintOptions): Iterable<string> {
  const title = `fgtrace: ${VERDICT_NAME[document.verdict]}`;
  for (const part of htmlPage(title, 'report', chapters(document), content(document, detail), redacted))
    yield rawOf(part);
}

function* content(document: ReportDocument, detail: number): Iterable<Markup> {
  const shown = toldInFull(document, detail);
  const cite = citations(document);
  const link = subjectLink(shown);
  const span = spanOf(document.timeline);
  yield* firstScreen(document, cite, span, link);
  yield minimap(document, span);
  yield* directory(document, link);
  yield* stories(document, shown, cite);
  yield* timelineSection(document, shown, cite);
  yield clockSection(document, cite);
  yield sourceSection(document);
  yield* rawLines(cite);
}

function* comparison(found: Comparison, { redacted }: PrintOptions): Iterable<string> {
  const title = `fgtrace diff: ${comparisonVerdict(found)}`;
  for (const part of htmlPage(title, 'diff', [], comparisonPage(found), redacted)) yield rawOf(part);
}
