import type { Overview } from '../../batch/overview.js';
import type { TicketRow } from '../../batch/ticket-row.js';
import type { PrintOptions } from '../print-options.js';

/** Prints a batch while it runs: a row as soon as its ticket is done. */
export interface BatchPrinter {
  readonly start: () => Iterable<string>;
  readonly row: (row: TicketRow) => Iterable<string>;
  readonly end: (overview: Overview) => Iterable<string>;
}

export interface BatchPrintOptions extends Pick<PrintOptions, 'width' | 'colour' | 'whole'> {
  readonly isRedacted: boolean;
  /** The names of all tickets, for columns that fit before the first row is known. */
  readonly tickets: readonly string[];
}

export type BatchFormat = (options: BatchPrintOptions) => BatchPrinter;
