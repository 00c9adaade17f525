import type { Ladder, Lane, LadderStep } from '../../ladder.js';
import { shortPlace, type Page } from '../text/layout.js';
import { cleaned } from '../text/sanitize.js';
import { cut, cutFront, pad, widthOf } from '../text/width.js';
import { deltas } from './delta.js';
import { chosenSteps } from './choose.js';
import { labelOf, laneWords } from './words.js';

/** Columns for the seconds since the first step. */
const SINCE = 9;
/** Between two lanes; wide screens get wider ones, up to a limit, and longer words. */
const NARROWEST_GAP = 8;
const WIDEST_GAP = 17;
/** Of the page's width the words get at least so much. */
const WORDS_SHARE = 0.42;

interface Signs {
  readonly lane: string;
  readonly dash: string;
  readonly right: string;
  readonly left: string;
  readonly event: string;
  readonly failed: string;
}
const UNICODE: Signs = { lane: '│', dash: '─', right: '>', left: '<', event: '●', failed: '✗' };
const ASCII: Signs = { lane: '|', dash: '-', right: '>', left: '<', event: 'o', failed: 'x' };

/** One row a step: seconds since the first one, an arrow between lanes, what was said, where the line is. */
export function* ladderText(on: Page, raw: Ladder, most: number): Iterable<string> {
  const ladder = cleaned(raw);
  const { steps, left } = chosenSteps(ladder.steps, most);
  if (steps.length === 0) return;
  const signs = on.ascii ? ASCII : UNICODE;
  const places = steps.map(({ evidence }) => shortPlace(on, evidence));
  const placeWidth = Math.min(Math.floor(on.width * 0.2), Math.max(...places.map(widthOf)));
  const gap = gapFor(on.width - SINCE - placeWidth - 4);
  const words = on.width - SINCE - 3 * gap - 1 - placeWidth - 5;
  yield* heads(on, ladder.lanes, gap);
  const since = deltas(steps);
  for (const [at, step] of steps.entries()) {
    const { failed } = step;
    const label = pad(cut(`${failed ? `${signs.failed} ` : ''}${labelOf(step)}`, words), words);
    const row = `${pad(since[at] ?? '', SINCE)}${drawn(step, gap, signs)}  ${label}`;
    const where = cutFront(places[at] ?? '', placeWidth);
    yield `  ${failed ? on.paint.red.bold(row) : row} ${on.paint.cyan(where)}`;
  }
  if (left > 0)
    yield `  ${' '.repeat(SINCE)}and ${left} more ${left === 1 ? 'step' : 'steps'}, in the timeline`;
}

const gapFor = (columns: number): number =>
  Math.max(NARROWEST_GAP, Math.min(WIDEST_GAP, Math.floor((columns * (1 - WORDS_SHARE)) / 3)));

/** The lanes' names and what is known of them, each in the middle over its line. */
function* heads(on: Page, lanes: readonly Lane[], gap: number): Iterable<string> {
  const columns = lanes.map((lane) => [...SHORT[lane.name], ...laneWords(lane)]);
  const rows = Math.max(...columns.map(({ length }) => length));
  for (let row = 0; row < rows; row++)
    yield on.paint.dim(
      headRow(
        columns.map((column) => column[row] ?? ''),
        gap,
      ),
    );
}

const SHORT: Readonly<Record<Lane['name'], readonly string[]>> = {
  client: ['client'],
  'unit outside': ['unit', 'outside'],
  'unit inside': ['unit', 'inside'],
  server: ['server'],
};

function headRow(cells: readonly string[], gap: number): string {
  let row = '';
  for (const [at, cell] of cells.entries()) {
    const middle = 2 + SINCE + at * gap;
    const shown = cut(cell, at === cells.length - 1 ? 2 * gap : gap - 1);
    const from = Math.max(widthOf(row) === 0 ? 0 : widthOf(row) + 1, middle - Math.floor(widthOf(shown) / 2));
    row = pad(row, from) + shown;
  }
  return row;
}

function drawn({ from, to }: LadderStep, gap: number, signs: Signs): string {
  const cells = Array.from({ length: 3 * gap + 1 }, (_, at) => (at % gap === 0 ? signs.lane : ' '));
  if (from === to) {
    cells[gap + Math.floor(gap / 2)] = signs.event;
    return cells.join('');
  }
  const [start, end] = [Math.min(from, to) * gap, Math.max(from, to) * gap];
  for (let at = start + 1; at < end; at++) cells[at] = signs.dash;
  if (to > from) cells[end - 1] = signs.right;
  else cells[start + 1] = signs.left;
  return cells.join('');
}
