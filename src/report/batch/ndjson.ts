import type { BatchFormat } from './printer.js';

/** A row a line; the last line is the summary. */
export const batchNdjson: BatchFormat = () => ({
  start: () => [],
  row: (row) => [`${JSON.stringify(row)}\n`],
  end: (overview) => [`${JSON.stringify({ summary: overview })}\n`],
});
