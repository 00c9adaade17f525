import type { Ladder, Lane, LadderStep } from '../../ladder.js';
import { xml } from '../text/escape-xml.js';
import { cut, widthOf } from '../text/width.js';
import { deltas, inSeconds } from './delta.js';
import { labelOf, laneWords, titleOf } from './words.js';

// Units of the drawing. A screen of 380 pixels shows it nearly in its own size, a wide one larger.
const WIDTH = 440;
const LANES = [96, 192, 288, 384];
const HEAD = 58;
const ROW = 32;
/** Of a letter of the labels and of the heads, in a font of fixed width. */
const LETTER = 7.2;
const SMALL_LETTER = 5.4;
const LEFT = 4;
const LABEL_COLUMNS = Math.floor((WIDTH - 2 * LEFT) / LETTER);
const HEAD_COLUMNS = Math.floor(94 / SMALL_LETTER);

/**
 * The ladder as one `<svg>`, without any style of its own: a page gives colours to its classes (`LADDER_CSS`). Each step
 * is a group that names its line (`data-file`, `data-line`), by its place in the ladder (`data-step`).
 */
export function ladderSvg(ladder: Ladder, beside?: BesideAnother): string {
  const { lanes, steps } = ladder;
  const height = HEAD + (beside?.height ?? steps.length) * ROW + 14;
  const since = deltas(steps);
  return [
    `<svg class="ladder" role="img" viewBox="0 0 ${WIDTH} ${height}" xmlns="http://www.w3.org/2000/svg">`,
    `<title>${xml(titleOf(ladder))}</title>`,
    `<desc>${xml(steps.map((step, at) => described(step, since[at] ?? '', lanes)).join('. '))}</desc>`,
    ...(beside?.marked == null ? [] : [markSvg(beside.marked)]),
    ...lanes.map((lane, at) => laneSvg(lane, at, height)),
    ...steps.map((step, at) => stepSvg(step, at, since[at] ?? '', beside?.rows[at] ?? at)),
    '</svg>',
  ].join('\n');
}

/** Where a ladder stands beside another one: the row of each step, how many rows there are, and one to mark. */
interface BesideAnother {
  readonly rows: readonly number[];
  readonly height: number;
  readonly marked: number | null;
}

const markSvg = (row: number): string =>
  `<rect class="parting" x="0" y="${HEAD + row * ROW + 4}" width="${WIDTH}" height="${ROW}"/>`;

function described(step: LadderStep, since: string, lanes: readonly Lane[]): string {
  const names = [lanes[step.from]?.name ?? '', lanes[step.to]?.name ?? ''];
  const who = step.from === step.to ? 'the unit' : names.join(' to ');
  return `${inSeconds(since)}${who}: ${labelOf(step)}${step.failed ? ' (failed here)' : ''}`;
}

function laneSvg(lane: Lane, at: number, height: number): string {
  const x = LANES[at] ?? 0;
  const words = laneWords(lane).map((one) => cut(one, HEAD_COLUMNS));
  return [
    `<g class="lane${lane.captured ? '' : ' unseen'}">`,
    `<line x1="${x}" y1="${HEAD}" x2="${x}" y2="${height}"/>`,
    `<text class="name" x="${x}" y="12" text-anchor="middle">${xml(lane.name)}</text>`,
    ...words.map((one, row) => `<text x="${x}" y="${26 + row * 12}" text-anchor="middle">${xml(one)}</text>`),
    '</g>',
  ].join('');
}

function stepSvg(step: LadderStep, at: number, since: string, row: number): string {
  const { from, to, failed, kind, evidence } = step;
  const y = HEAD + (row + 1) * ROW - 6;
  const whole = labelOf(step);
  const label = cut(failed ? `✗ ${whole}` : whole, LABEL_COLUMNS);
  const middle =
    from === to ? ((LANES[1] ?? 0) + (LANES[2] ?? 0)) / 2 : ((LANES[from] ?? 0) + (LANES[to] ?? 0)) / 2;
  const wide = widthOf(label) * LETTER;
  const x = Math.max(LEFT, Math.min(WIDTH - LEFT - wide, middle - wide / 2));
  return [
    `<g class="step ${kind}${failed ? ' failed' : ''}" data-step="${at + 1}" data-file="${xml(evidence.file)}" data-line="${evidence.line}">`,
    `<title>${xml(`${whole} (${evidence.file}:${evidence.line})`)}</title>`,
    `<rect class="halo" x="${round(x - 2)}" y="${y - 19}" width="${round(wide + 4)}" height="14"/>`,
    `<text class="label" x="${round(x)}" y="${y - 8}">${xml(label)}</text>`,
    `<text class="since" x="${LEFT}" y="${y + 3}">${xml(since)}</text>`,
    from === to ? `<circle class="event" cx="${middle}" cy="${y}" r="4"/>` : arrow(from, to, y, failed),
    '</g>',
  ].join('');
}

/** The head is drawn by hand: a marker would need an id, and a page has many ladders. */
function arrow(from: number, to: number, y: number, failed: boolean): string {
  const [start, end] = [LANES[from] ?? 0, LANES[to] ?? 0];
  const back = end > start ? -1 : 1;
  const head = `${end},${y} ${end + back * 8},${y - 4} ${end + back * 8},${y + 4}`;
  const cross = (start + end) / 2;
  return [
    `<line class="arrow" x1="${start}" y1="${y}" x2="${end + back * 6}" y2="${y}"/>`,
    `<polygon class="arrow" points="${head}"/>`,
    failed ? `<path class="cross" d="M${cross - 5} ${y - 5}l10 10m0 -10l-10 10" fill="none"/>` : '',
  ].join('');
}

const round = (units: number): number => Math.round(units * 10) / 10;

/** Rules for the classes, on colours that the page names: `--paper`, `--ink`, `--quiet`, `--bad`, `--unit`. */
export const LADDER_CSS = `
svg.ladder { display: block; width: 100%; max-width: 56rem; height: auto; font-family: ui-monospace, monospace; }
svg.ladder text { fill: var(--ink); font-size: 9px; }
svg.ladder .parting { fill: var(--mark, none); }
svg.ladder .name { font-weight: bold; font-size: 11px; }
svg.ladder .label { font-size: 12px; }
svg.ladder .since { fill: var(--quiet); }
svg.ladder .halo { fill: var(--paper); }
svg.ladder .lane line { stroke: var(--quiet); stroke-width: 1; }
svg.ladder .unseen line { stroke-dasharray: 3 4; }
svg.ladder .arrow { stroke: var(--ink); fill: var(--ink); stroke-width: 1.2; }
svg.ladder .event { fill: var(--unit); }
svg.ladder .failed .arrow, svg.ladder .failed .event, svg.ladder .cross { stroke: var(--bad); fill: var(--bad); }
svg.ladder .cross { stroke-width: 2; }
svg.ladder .failed .label { fill: var(--bad); font-weight: bold; }
`;
