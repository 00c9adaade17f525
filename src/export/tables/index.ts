import { eventTable } from './events.js';
import { findingTable } from './findings.js';
import { offerTable } from './offers.js';
import { sessionTable } from './sessions.js';
import { tableRows, type TableColumn, type ExportedTicket, type Table, type TableRow } from './table.js';

/** A table of which the kind of rows is not known outside. */
export interface ExportTable {
  readonly columns: readonly Pick<TableColumn<never>, 'name' | 'type' | 'means'>[];
  readonly rows: (ticket: ExportedTicket) => Iterable<TableRow>;
}

const asTable = <Row>(table: Table<Row>): ExportTable => ({
  columns: table.columns,
  rows: (ticket) => tableRows(table, ticket),
});

/** Every table by its name; they are written in this order. */
export const exportTables = {
  offers: asTable(offerTable),
  sessions: asTable(sessionTable),
  findings: asTable(findingTable),
  events: asTable(eventTable),
} satisfies Record<string, ExportTable>;

export type ExportTableName = keyof typeof exportTables;
export const exportTableNames = Object.keys(exportTables) as ExportTableName[];
