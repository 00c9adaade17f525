import type { ControlSessionReport, DataFlowReport, ReportDocument, RowsOf } from '../../document.js';
import type { Unit } from '../../events/unit.js';
import { shared } from '../../intern.js';

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
  readonly sessions: ReadonlyMap<string, Parties>;
  readonly flows: ReadonlyMap<string, Outcome>;
  /** The cause of each offer and control session: the first finding of that subject. */
  readonly causes: ReadonlyMap<string, Reason>;
}

// Of a million offers whole rows would fill the memory: what stands beside an offer is kept, and nothing else.

/** Of a control session. */
export type Parties = Pick<
  ControlSessionReport,
  'client' | 'server' | 'mappedServer' | 'vdom' | 'policy' | 'inspection' | 'tls'
>;

/** Of a data connection. */
interface Outcome extends Pick<DataFlowReport, 'initiator' | 'admittedBy' | 'policy'> {
  readonly clientLeg: DataFlowReport['clientLeg']['state'];
  readonly serverLeg: DataFlowReport['serverLeg']['state'];
}

/** Of a finding, with its first line. */
interface Reason {
  readonly message: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
}

export function exportedTicket(
  name: string | null,
  document: ReportDocument,
  rowsOf: RowsOf,
): ExportedTicket {
  const sessions = new Map<string, Parties>();
  const flows = new Map<string, Outcome>();
  const causes = new Map<string, Reason>();
  for (const { id, client, server, mappedServer, vdom, policy, inspection, tls } of rowsOf('controlSessions'))
    sessions.set(id, { client, server, mappedServer, vdom, policy, inspection, tls });
  for (const { id, initiator, admittedBy, policy, clientLeg, serverLeg } of rowsOf('dataFlows'))
    flows.set(id, { initiator, admittedBy, policy, clientLeg: clientLeg.state, serverLeg: serverLeg.state });
  for (const { subject, message, evidence } of rowsOf('findings'))
    if (!causes.has(subject))
      causes.set(subject, {
        message,
        file: evidence[0] && shared(evidence[0].file),
        line: evidence[0]?.line,
      });
  return { name, unit: document.unit, timeline: document.timeline, rowsOf, sessions, flows, causes };
}

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
