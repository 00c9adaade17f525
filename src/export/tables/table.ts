import type {
  ControlSessionReport,
  DataFlowReport,
  Finding,
  ReportDocument,
  RowsOf,
} from '../../document.js';
import type { Unit } from '../../events/unit.js';

export type Cell = string | number | null;

/** `time`: RFC 3339 with six decimals, as the report has it. `whole` fits into 32 bits. */
export type ColumnType = 'text' | 'whole' | 'real' | 'time';

/** A column of a table. Names and types stay as they are: columns are added, never renamed or removed. */
export interface TableColumn<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly means: string;
  readonly of: (row: Row, ticket: ExportedTicket) => Cell;
}

export interface Table<Row> {
  readonly rows: (ticket: ExportedTicket) => Iterable<Row>;
  readonly columns: readonly TableColumn<Row>[];
}

/** A row with a cell for each column, by its name. */
export type TableRow = Readonly<Record<string, Cell>>;

/** What the rows of one report are made from. */
export interface ExportedTicket {
  /** Null where all captures are one ticket and it has no name. */
  readonly name: string | null;
  readonly unit: Unit | null;
  readonly timeline: ReportDocument['timeline'];
  readonly rowsOf: RowsOf;
  readonly sessions: ReadonlyMap<string, ControlSessionReport>;
  readonly flows: ReadonlyMap<string, DataFlowReport>;
  /** The cause of each offer and control session: the first finding of that subject. */
  readonly causes: ReadonlyMap<string, Pick<Finding, 'message' | 'evidence'>>;
}

export function exportedTicket(
  name: string | null,
  document: ReportDocument,
  rowsOf: RowsOf,
): ExportedTicket {
  const sessions = new Map<string, ControlSessionReport>();
  const flows = new Map<string, DataFlowReport>();
  const causes = new Map<string, Pick<Finding, 'message' | 'evidence'>>();
  for (const row of rowsOf('controlSessions')) sessions.set(row.id, withoutProof(row));
  for (const row of rowsOf('dataFlows')) flows.set(row.id, withoutProof(row));
  for (const { subject, message, evidence } of rowsOf('findings'))
    if (!causes.has(subject)) causes.set(subject, { message, evidence: evidence.slice(0, 1) });
  return { name, unit: document.unit, timeline: document.timeline, rowsOf, sessions, flows, causes };
}

/** Of thousands of sessions the lines that prove them would fill the memory. */
const withoutProof = <T extends object>(row: T): T => ({ ...row, evidence: [], stages: [] });

/** The rows of a table, made one by one. */
export function* tableRows<Row>({ rows, columns }: Table<Row>, ticket: ExportedTicket): Iterable<TableRow> {
  for (const row of rows(ticket))
    yield Object.fromEntries(columns.map(({ name, of }) => [name, of(row, ticket)]));
}

/** Columns that every table has. */
export const TICKET_COLUMNS: readonly TableColumn<unknown>[] = [
  { name: 'ticket', type: 'text', means: 'the name of the ticket', of: (_, { name }) => name },
  { name: 'release', type: 'text', means: 'of FortiOS: 7.0.12', of: (_, { unit }) => unit?.version ?? null },
  {
    name: 'unit',
    type: 'text',
    means: 'host name of the FortiGate',
    of: (_, { unit }) => unit?.hostname ?? null,
  },
  { name: 'model', type: 'text', means: 'of the FortiGate', of: (_, { unit }) => unit?.model ?? null },
];
