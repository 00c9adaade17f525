import { harmless } from '../text/escape-json.js';
import type { BatchFormat } from './printer.js';

/** A row a line; the last line is the summary. */
export const batchNdjson: BatchFormat = () => ({
  start: () => [],
  row: (row) => [`${harmless(JSON.stringify(row))}\n`],
  end: (overview) => [`${harmless(JSON.stringify({ summary: overview }))}\n`],
});
