import type { ReportDocument } from '../../document.js';
import {
  compared,
  overview,
  withdrawn,
  type Change,
  type VerdictSoFar,
  type JudgedRows,
  judgedOf,
} from '../../report/sections/follow-updates.js';
import { ERASE_LINE } from './progress.js';

/** Prints each verdict when it is reached or changes. On a terminal a line below counts them by kind. */
export interface VerdictPrinter {
  /** Verdicts on sessions that are about to be forgotten: these cannot change any more. */
  readonly final: (rows: JudgedRows) => void;
  /** Verdicts on all sessions in memory. `goesOn`: more input may come. */
  readonly current: (document: ReportDocument, goesOn: boolean) => void;
}

/** `lineOf` makes the line for a change. */
export function createVerdictPrinter(lineOf: (change: Change) => string): VerdictPrinter {
  let printed: readonly VerdictSoFar[] = [];
  const print = (changes: readonly Change[]): void => {
    if (changes.length > 0) process.stdout.write(changes.map(lineOf).join(''));
  };
  return {
    final(rows) {
      const { changes, rest } = compared(printed, judgedOf(rows));
      print(changes);
      printed = rest;
    },
    current(document, goesOn) {
      const now = judgedOf(document);
      const { changes, rest } = compared(printed, now);
      printed = now;
      if (process.stderr.isTTY) process.stderr.write(ERASE_LINE);
      print([...changes, ...withdrawn(rest)]);
      if (process.stderr.isTTY && goesOn) {
        process.stderr.write(overview(document).slice(0, process.stderr.columns - 1));
      }
    },
  };
}
