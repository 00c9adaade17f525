import type { Comparison } from '../../compare/comparison.js';
import type { ReportDocument } from '../../document.js';
import type { PrintOptions } from '../print-options.js';

/** One way to print a report. It yields pieces of text, so that a long report never exists as a single string. */
export interface Format {
  readonly report: (document: ReportDocument, options: PrintOptions) => Iterable<string>;
  /** A format without it is not offered by `fgtrace diff`. */
  readonly comparison?: (comparison: Comparison, options: PrintOptions) => Iterable<string>;
}
