import { Flags } from '@oclif/core';

import { exportTableNames, exportTables, type ExportTableName } from '../../export/tables/index.js';
import { exportedTicket, type TableRow } from '../../export/tables/table.js';
import { Failure } from '../../failure.js';
import { allRows } from '../../report/sections/rows.js';
import { findTickets } from './batch/find-tickets.js';
import { chosenReport, zoneNamed } from './chosen-report.js';
import { parseWindow } from './flags.js';
import { parseOffsets } from './offsets.js';
import { readAll } from './read-inputs.js';

export const tableFlags = {
  tables: Flags.option({
    options: exportTableNames,
    multiple: true,
    delimiter: ',',
    description: 'which tables to write (default: all)',
    helpGroup: 'OUTPUT',
  })(),
  each: Flags.boolean({
    description: 'each entry of the folders is a ticket of its own, as for fgtrace batch',
  }),
};

export interface TableExport {
  readonly each: boolean;
  readonly tables?: ExportTableName[] | undefined;
  readonly offset?: string[] | undefined;
  readonly window: string;
  readonly timezone?: string | undefined;
  readonly version: string;
  readonly warn: (sentence: string) => void;
}

type Take = (table: ExportTableName, row: TableRow) => Promise<void> | undefined;

/** Hands over row after row, ticket after ticket. A ticket that cannot be read is a warning if there are others. */
export async function exportRows(names: readonly string[], flags: TableExport, take: Take): Promise<void> {
  const { each, tables = exportTableNames, version, warn } = flags;
  // What is wrong with a flag is not the fault of a ticket.
  const offsets = await parseOffsets(flags.offset);
  const zone = await zoneNamed(flags.timezone);
  const read = { offsets, window: parseWindow(flags.window), detail: Infinity, warn, version };
  const exportTicket = async (name: string | null, files: readonly string[]): Promise<void> => {
    const document = await chosenReport(await readAll(files, read), zone, warn);
    const ticket = exportedTicket(name, document, (list) => allRows(document, list));
    for (const table of tables) for (const row of exportTables[table].rows(ticket)) await take(table, row);
  };
  if (!each) return exportTicket(null, names);
  let unread: Failure | undefined;
  let done = 0;
  for (const { name, path } of await findTickets(names)) {
    try {
      await exportTicket(name, [path]);
      done += 1;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      unread ??= error;
      warn(`${error.message}; it is passed over`);
    }
  }
  if (done === 0 && unread !== undefined) throw unread;
}
