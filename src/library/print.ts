import type { ReportDocument } from '../document.js';
import { type FormatName, formats } from '../report/formats/index.js';
import { DEFAULT_DETAIL, DEFAULT_WIDTH, type PrintOptions } from '../report/print-options.js';

/** A report in one of the formats of `fgtrace analyze --format`, in pieces, without colours; text is 80 columns wide. */
export function print(
  report: ReportDocument,
  format: FormatName,
  options: Partial<PrintOptions> = {},
): Iterable<string> {
  const usual = { width: DEFAULT_WIDTH, colour: false, detail: DEFAULT_DETAIL, whole: true };
  return formats[format].report(report, { ...usual, ...options });
}
