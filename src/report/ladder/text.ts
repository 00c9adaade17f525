import type { Ladder, Lane, LadderStep } from '../../ladder.js';
import { shortPlace, type Page } from '../text/layout.js';
import { cleaned } from '../text/sanitize.js';
import { cut, cutFront, pad, widthOf, wrap } from '../text/width.js';
import { chosenSteps } from './choose.js';
import { deltas } from './delta.js';
import { labelOf, legend } from './words.js';

const INDENT = '  ';
/** Columns for the seconds since the first step. */
const SINCE = 9;
/** Between two lanes: as narrow as their names allow, wider where the words have room enough. */
const NARROWEST_GAP = 8;
const WIDEST_GAP = 14;
const ROOM_FOR_WORDS = 52;
const PLACE_SHARE = 0.2;

/**
 * One row a step: seconds since the first one, an arrow between two lanes, what was said or done, where its line is. What
 * the unit does itself is a dot between its two lanes.
 */
export function* ladderText(on: Page, raw: Ladder, most: number): Iterable<string> {
  const ladder = cleaned(raw);
  const { steps, left } = chosenSteps(ladder.steps, most);
  if (steps.length === 0) return;
  const places = steps.map(({ evidence }) => shortPlace(on, evidence));
  const widest = Math.max(...places.map(widthOf));
  const placeWidth = on.whole ? widest : Math.min(Math.floor(on.width * PLACE_SHARE), widest);
  const room = on.width - INDENT.length - SINCE - placeWidth - 4;
  const gap = Math.max(NARROWEST_GAP, Math.min(WIDEST_GAP, Math.floor((room - ROOM_FOR_WORDS) / 3)));
  const words = room - 3 * gap;
  for (const line of wrap(legend(ladder.lanes), on.width - INDENT.length)) yield INDENT + line;
  yield INDENT + on.paint.bold(names(ladder.lanes, gap));
  const since = deltas(steps);
  for (const [at, step] of steps.entries()) {
    const label = `${step.failed ? '✗ ' : ''}${labelOf(step)}`;
    const row = `${pad(since[at] ?? '', SINCE)}${drawn(step, ladder.lanes, gap)}  ${pad(on.whole ? label : cut(label, words), words)}`;
    const where = cutFront(places[at] ?? '', placeWidth);
    yield `${INDENT}${step.failed ? on.paint.red.bold(row) : row} ${on.paint.cyan(where)}`;
  }
  if (left > 0) yield `${INDENT}… and ${left} more ${left === 1 ? 'step' : 'steps'}: see the timeline`;
}

const SHORT: Readonly<Record<Lane['name'], string>> = {
  client: 'client',
  'unit outside': 'outside',
  'unit inside': 'inside',
  server: 'server',
};

/** The lanes' names, each in the middle over its line. */
function names(lanes: readonly Lane[], gap: number): string {
  let row = '';
  for (const [at, { name }] of lanes.entries()) {
    const word = SHORT[name];
    row = pad(row, SINCE + at * gap - Math.floor(word.length / 2)) + word;
  }
  return row;
}

/** A lane that no source shows is dotted: no arrow there does not mean that nothing was sent. */
function drawn({ from, to }: LadderStep, lanes: readonly Lane[], gap: number): string {
  const cells = Array<string>((lanes.length - 1) * gap + 1).fill(' ');
  for (const [at, { captured }] of lanes.entries()) cells[at * gap] = captured ? '│' : '┊';
  if (from === to) {
    cells[from * gap + Math.floor(gap / 2)] = '●';
    return cells.join('');
  }
  const [start, end] = [Math.min(from, to) * gap, Math.max(from, to) * gap];
  cells.fill('─', start + 1, end);
  if (to > from) cells[end - 1] = '>';
  else cells[start + 1] = '<';
  return cells.join('');
}
