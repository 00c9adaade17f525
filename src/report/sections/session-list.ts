import type { ControlSessionReport, OfferReport, OfferOutcome, ReportDocument } from '../../document.js';
import { addressOf } from '../../net.js';
import type { PrintOptions } from '../print-options.js';
import { VERDICT_NAME } from '../text/labels.js';
import { colourOf, page, type Page } from '../text/layout.js';
import { cleaned } from '../text/sanitize.js';
import { cut, pad, widthOf, wrap } from '../text/width.js';
import { chosenWords } from './chosen.js';
import { sessionRows } from './session-rows.js';
import { tally } from './summary-lines.js';

interface Line {
  readonly id: string;
  readonly time: string;
  /** The same in ever fewer words, for narrow screens. */
  readonly what: readonly string[];
  readonly verdict: OfferOutcome;
  readonly code: string;
}

const GAP = 2;
/** A narrow screen cuts longer codes. */
const MOST_CODE = 22;

/**
 * One line for each control session, and under it one for each of its offers. On a screen that is too narrow hosts are
 * told in fewer words; without a width nothing is left out.
 */
export function* sessionList(document: ReportDocument, options: PrintOptions): Iterable<string> {
  const on = page(options, []);
  const { sessions, offers } = cleaned(sessionRows(document));
  const isWhole = on.width === Infinity;
  const lines = [
    ...sessions.flatMap(({ session, offers: own }) => [ofSession(session), ...own.map(ofOffer)]),
    ...offers.map(ofOffer),
  ];
  const timeOf = isWhole ? ({ time }: Line): string => time.replace('T', ' ') || '-' : shortTime(lines);
  yield* aligned(on, lines, timeOf);
  const words = [tally(document), ...chosenWords(document)];
  if (lines.length > 0) yield '\n';
  for (const sentence of words)
    for (const line of isWhole ? [sentence] : wrap(sentence, on.width)) yield `${on.paint.dim(line)}\n`;
}

function* aligned(on: Page, lines: readonly Line[], timeOf: (line: Line) => string): Iterable<string> {
  const widest = (of: (line: Line) => string): number =>
    lines.reduce((most, line) => Math.max(most, widthOf(of(line))), 1);
  const ids = widest(({ id }) => id);
  const times = widest(timeOf);
  const verdicts = widest(({ verdict }) => VERDICT_NAME[verdict]);
  const codes = Math.min(
    widest(({ code }) => code),
    on.width === Infinity ? Infinity : MOST_CODE,
  );
  const room = on.width - ids - times - verdicts - codes - 4 * GAP;
  const fitting = [0, 1, 2].find((words) => widest(({ what }) => what[words] ?? '') <= room) ?? 2;
  const whats = Math.min(
    widest(({ what }) => what[fitting] ?? ''),
    room,
  );
  for (const line of lines) {
    const colour = colourOf(on.paint, line.verdict);
    const paint = line.verdict === 'failed' ? colour.bold : colour;
    const cells = [
      ...[pad(line.id, ids), pad(timeOf(line), times), pad(cut(line.what[fitting] ?? '', whats), whats)],
      ...[paint(pad(VERDICT_NAME[line.verdict], verdicts)), paint(cut(line.code, codes))],
    ];
    yield `${cells.join(' '.repeat(GAP))}\n`;
  }
}

function ofSession({ id, time, client, server, mappedServer, verdict, code }: ControlSessionReport): Line {
  const from = client ?? 'unknown';
  const to = server ?? 'unknown';
  const mapped = mappedServer !== null && mappedServer !== server ? ` (${mappedServer})` : '';
  const what = [`${from} -> ${to}${mapped}`, `${from} -> ${to}`, `${addressOf(from)} -> ${to}`];
  return { id, time: time ?? '', what, verdict, code };
}

function ofOffer({ id, time, command, endpoint, external, verdict, code }: OfferReport): Line {
  const asked = `  ${command ?? 'no readable offer for'} ${endpoint}`;
  const dialled = external !== null && external !== endpoint ? ` (dialled as ${external})` : '';
  return { id, time: time ?? '', what: [asked + dialled, asked, asked], verdict, code };
}

/** The time of day, with the day where there are several. */
function shortTime(lines: readonly Line[]): (line: Line) => string {
  const days = new Set(lines.flatMap(({ time }) => (time === '' ? [] : [time.slice(0, 10)])));
  const from = days.size > 1 ? 5 : 11;
  return ({ time }) => (time === '' ? '-' : time.slice(from, 19).replace('T', ' '));
}
