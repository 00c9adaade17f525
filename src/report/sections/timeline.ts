import { whoSaid } from '../../events/words.js';
import type { ReportDocument, TimelineEntry } from '../../document.js';
import { briefExcerpt } from '../text/log-excerpt.js';
import { heading, shortPlace, type Page } from '../text/layout.js';
import type { ShownRows } from './offers.js';
import { cleaned, plain } from '../text/sanitize.js';
import { placeWidth } from './stages.js';
import { counted } from '../text/labels.js';
import { cut, cutFront, pad, widthOf, wrap } from '../text/width.js';

/** Says which timeline entries belong to the shown rows. Capture headers and the proofs of clocks always do. */
export function shownEntries({ offers, sessions }: ShownRows): (entry: TimelineEntry) => boolean {
  const ids = new Set([...offers, ...sessions].map(({ id }) => id));
  return ({ offer, control }) => {
    const owner = offer ?? control;
    return owner === null || ids.has(owner);
  };
}

/** What the timeline of a report for people leaves out, and how to get it. */
export function moreEntries(hidden: number, { omitted, totals }: ReportDocument): string[] {
  const brief = (omitted['offers'] ?? 0) + (omitted['controlSessions'] ?? 0);
  const all = Math.max(totals['offers'] ?? 0, totals['controlSessions'] ?? 0);
  const here = hidden > 0 ? [`${counted(hidden, 'more line')} in --format json`] : [];
  const there = brief > 0 ? [`more with --detail ${all}`] : [];
  return hidden + brief > 0 ? [`… and ${[...here, ...there].join(', ')}`] : [];
}

const inFolder = ({ folder }: Page): string => (folder === '' ? '' : `, files in ${folder}`);

/** One line for each entry: time, source, what happened, where. The date stands above, and again when it changes. */
export function* timeline(on: Page, document: ReportDocument, shown: ShownRows): Iterable<string> {
  if (document.timeline.length === 0) return;
  yield* heading(
    on,
    `TIMELINE on the reference clock${on.only === undefined ? inFolder(on) : `, lines of ${on.only}`}`,
  );
  const wanted = shownEntries(shown);
  const places = widest(on, document.timeline, wanted);
  const ids = document.settled !== undefined || document.offers.length > 1 ? ID_WIDTH : 0;
  let day = '';
  let hidden = 0;
  for (const raw of document.timeline) {
    if (!wanted(raw)) {
      hidden += 1;
      continue;
    }
    const entry = cleaned(raw);
    const date = entry.time === null ? day : dayOf(entry.time);
    if (date !== day) yield `  ${on.paint.dim(date)}`;
    day = date;
    const where = pad(cutFront(shortPlace(on, entry), places), places);
    const columns = on.width - TIME_WIDTH - SOURCE_WIDTH - ids - places - 5;
    const who = ids === 0 ? '' : pad(cut(entry.offer ?? entry.control ?? '', ids - 1), ids);
    const words = `${times(entry)}${whatIs(entry)}`;
    const what = on.whole ? words : cut(words, columns);
    yield `  ${pad(clockOf(entry), TIME_WIDTH)} ${pad(entry.source, SOURCE_WIDTH)} ${who}${on.paint.cyan(where)} ${what}`;
  }
  for (const words of moreEntries(hidden, document))
    for (const line of wrap(words, on.width - 2, '  ')) yield `  ${line}`;
}

const TIME_WIDTH = 16;
const SOURCE_WIDTH = 7;
const ID_WIDTH = 6;

function widest(
  on: Page,
  entries: Iterable<TimelineEntry>,
  wanted: (entry: TimelineEntry) => boolean,
): number {
  let width = 1;
  for (const entry of entries) if (wanted(entry)) width = Math.max(width, widthOf(shortPlace(on, entry)));
  return Math.min(placeWidth(on), width);
}

/** The words of the control channel where the line holds some, with who said them; else the line without its head. */
export function whatIs(entry: TimelineEntry, excerpt = briefExcerpt): string {
  const said = entry.source === 'sniffer' ? whoSaid(entry) : undefined;
  return said === undefined ? excerpt(plain(entry.text)) : plain(said);
}

const times = ({ count }: TimelineEntry): string => (count > 1 ? `${count}x ` : '');

/** `2021-07-26`, with its offset from UTC where that is known. */
const dayOf = (time: string): string => `${time.slice(0, 10)} ${time.slice(26)}`.trimEnd();

/**
 * The time of day. A stamp of whole seconds gets no fraction, since none was printed; one that a join with a finer clock
 * placed within its second has a `~` behind it.
 */
export function clockOf({ time, printed }: TimelineEntry): string {
  if (time === null) return cut(printed ?? '', TIME_WIDTH);
  const isCoarse = !/:\d\d[.,]\d/.test(printed ?? '');
  if (isCoarse && time.slice(19, 26) === '.000000') return time.slice(11, 19);
  return `${time.slice(11, 26)}${isCoarse ? '~' : ''}`;
}
