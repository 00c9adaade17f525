import type { ReportDocument } from '../../document.js';
import type { PrintOptions } from '../../report/print-options.js';
import {
  changes,
  overview,
  type JudgedRows,
  type Verdicts,
  verdictsOf,
} from '../../report/sections/follow-updates.js';
import { ERASE_LINE } from './progress.js';

/** Prints each verdict when it is reached or changes. On a terminal a line below counts them by kind. */
export interface VerdictPrinter {
  /** Verdicts on sessions that are about to be forgotten: these cannot change any more. */
  readonly final: (rows: JudgedRows) => void;
  /** Verdicts on all sessions in memory. `goesOn`: more input may come. */
  readonly current: (document: ReportDocument, goesOn: boolean) => void;
}

export function createVerdictPrinter(options: PrintOptions): VerdictPrinter {
  let printed: Verdicts = new Map();
  return {
    final(rows) {
      const last = verdictsOf(rows);
      const before = new Map([...printed].filter(([key]) => last.has(key)));
      process.stdout.write([...changes(before, last, options)].join(''));
      printed = new Map([...printed].filter(([key]) => !last.has(key)));
    },
    current(document, goesOn) {
      const now = verdictsOf(document);
      const lines = [...changes(printed, now, options)];
      printed = now;
      if (process.stderr.isTTY) process.stderr.write(ERASE_LINE);
      if (lines.length > 0) process.stdout.write(lines.join(''));
      if (process.stderr.isTTY && goesOn) {
        process.stderr.write(overview(document).slice(0, process.stderr.columns - 1));
      }
    },
  };
}
