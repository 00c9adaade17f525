import type { Judgement } from './judge.js';
import type { Result } from './session.js';
import type { View } from './views.js';

export interface Tally {
  add(result: Result, view: View, judgement: Judgement): void;
  broken(result: Result, view: View, why: string): void;
  skipped(why: string): void;
  anyWrong(): boolean;
  text(seconds: number): string;
}

/** Counts judgements by view and keeps every wrong one with the folder that shows it. */
export function tally(): Tally {
  const rows = new Map<string, { right: number; open: number; wrong: number }>();
  const wrongs: string[] = [];
  const skips: string[] = [];
  const sessions = new Set<string>();
  const row = (name: string): { right: number; open: number; wrong: number } => {
    const own = rows.get(name) ?? { right: 0, open: 0, wrong: 0 };
    rows.set(name, own);
    return own;
  };
  const keep = ({ folder }: Result, view: View, words: string): void => {
    row(view.name).wrong++;
    wrongs.push(`${folder}  ${view.name}: ${words}`);
  };
  return {
    add(result, view, { right, open, wrong }) {
      sessions.add(result.folder);
      row(view.name).right += right;
      row(view.name).open += open;
      wrong.forEach((words) => {
        keep(result, view, words);
      });
    },
    broken: (result, view, why) => {
      keep(result, view, why);
    },
    skipped: (why) => void skips.push(why),
    anyWrong: () => wrongs.length > 0,
    text(seconds) {
      const cells = [...rows].map(
        ([name, { right, open, wrong }]) =>
          `${name.padEnd(14)}${String(right).padStart(7)}${String(open).padStart(7)}${String(wrong).padStart(7)}`,
      );
      return [
        ...wrongs.sort(),
        ...skips.map((why) => `skipped ${why}`),
        `${sessions.size} sessions in ${seconds.toFixed(0)} s, ${skips.length} skipped`,
        `${'view'.padEnd(14)}${['right', 'open', 'wrong'].map((word) => word.padStart(7)).join('')}`,
        ...cells,
      ].join('\n');
    },
  };
}
