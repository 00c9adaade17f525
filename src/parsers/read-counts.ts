import type { DamagedLines, Losses } from '../events/losses.js';
import type { Source } from '../events/record.js';
import type { InputSummary } from './parser.js';
import { createShapes, type Shape, type Shapes } from './unclaimed.js';

/** What is left of an input once it was read. */
export interface ReadTally {
  summary(): InputSummary;
  readonly losses: Losses;
  /** The lines that no parser claimed, by shape: at most 200 shapes, in order of appearance. */
  unclaimed(): Shape[];
  /** `lines` = `claimed` + `blank` (also ellipses and prompts) + `unrecognised`, once the reader has ended. */
  tally(): Readonly<Counted>;
}

interface Counted {
  lines: number;
  claimed: number;
  blank: number;
  unrecognised: number;
}

/** Of each kind of damage so many lines are remembered: a file of nothing else must not fill memory. */
const MAX_DAMAGED_LINES = 1000;

type Damage = DamagedLines & { count: number; lastLine: number; readonly at: number[] };

export interface ReadCounts {
  readonly file: string;
  readonly records: Record<Source, number>;
  readonly count: Counted;
  readonly damage: Map<string, Damage>;
  readonly shapes: Shapes;
}

export function newCounts(file: string): ReadCounts {
  return {
    file,
    records: { wad: 0, flow: 0, sniffer: 0, session: 0, config: 0 },
    count: { lines: 0, claimed: 0, blank: 0, unrecognised: 0 },
    damage: new Map(),
    shapes: createShapes(),
  };
}

export function readTally({ file, records, count, damage, shapes }: ReadCounts): ReadTally {
  return {
    summary: () => ({
      file,
      lines: count.lines,
      records: { ...records },
      unrecognised: count.unrecognised,
      damage: [...damage.values()].map(({ kind, count: lines, at }) => ({
        kind,
        count: lines,
        firstLine: at[0] ?? 1,
      })),
    }),
    losses: {
      lines: () => count.lines,
      unrecognised: () => count.unrecognised,
      damage: () => [...damage.values()],
    },
    unclaimed: shapes.list,
    tally: () => ({ ...count }),
  };
}

/** Counts the lines with each kind of damage, a line once. */
export function countDamage(damage: Map<string, Damage>, kind: string, line: number): void {
  const seen = damage.get(kind);
  if (seen === undefined) damage.set(kind, { kind, count: 1, lastLine: line, at: [line] });
  else if (seen.lastLine !== line) {
    seen.count++;
    seen.lastLine = line;
    if (seen.at.length < MAX_DAMAGED_LINES) seen.at.push(line);
  }
}
