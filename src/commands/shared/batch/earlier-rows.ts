import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { TicketRow } from '../../../batch/ticket-row.js';

/**
 * Rows of an earlier run, by their state: of `--format json` or `ndjson`, which both print a row a line, or of a run
 * that was interrupted. Of a ticket that stands there twice the later row counts. None where there is no such file.
 */
export async function earlierRows(file: string): Promise<Map<string, TicketRow>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  const rows = new Map<string, TicketRow>();
  for (const line of text.split('\n')) {
    const row = rowIn(line);
    // What could not be read is tried again: that may have been the machine's fault.
    if (row !== undefined && row.verdict !== null) rows.set(row.state, row);
  }
  return rows;
}

/** Undefined for any other line; the last one may be cut. */
function rowIn(line: string): TicketRow | undefined {
  try {
    const value = JSON.parse(line.trim().replace(/,$/, '')) as Partial<TicketRow> | null;
    const isRow =
      typeof value?.ticket === 'string' && typeof value.state === 'string' && Array.isArray(value.offers);
    return isRow ? (value as TicketRow) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the report that a row names is still there. */
export async function hasPage(folder: string, page: string): Promise<boolean> {
  return access(join(folder, page)).then(
    () => true,
    () => false,
  );
}
