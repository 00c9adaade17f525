import type { StageReport } from '../../document.js';
import { briefExcerpt } from '../text/log-excerpt.js';
import { colourOf, shortPlace, type Page } from '../text/layout.js';
import { tableOfMany } from '../text/table.js';
import { STATE_WITHOUT_LINE, STAGE_NAME, STATE_NAME } from '../text/labels.js';

/** One line for each stage: its name, its state, what the first line that shows it says, and where that line is. */
export function stageTable(on: Page, stages: readonly StageReport[], indent: string): Iterable<string> {
  const rows = stages.map(({ stage, state, evidence: [line] }) => [
    STAGE_NAME[stage],
    STATE_NAME[state],
    line ? shortPlace(on, line) : '',
    line ? on.saying(line, briefExcerpt) : STATE_WITHOUT_LINE[state],
  ]);
  const state = (cell: string, row: number): string => {
    const stage = stages[row - 1];
    return stage ? colourOf(on.paint, stage.state)(cell) : cell;
  };
  return tableOfMany(
    on,
    [
      { most: 15 },
      { most: 12, paint: state },
      { most: placeWidth(on), front: true, paint: (cell) => on.paint.cyan(cell) },
      { most: 'rest' },
    ],
    [HEAD(on), ...rows],
    indent,
  );
}

const HEAD = (on: Page): string[] => [
  'stage',
  'state',
  on.only ? 'line' : 'file:line',
  'what its first line says',
];

/** The place column gets at most a third of the width: file names may be long, but the words matter more. */
export const placeWidth = (on: Page): number =>
  on.whole ? Infinity : Math.max(14, Math.floor(on.width * 0.3));
