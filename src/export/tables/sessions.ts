import type { ControlSessionReport } from '../../document.js';
import { addressOf, portOf } from '../../net.js';
import { TICKET_COLUMNS, type Parties, type TableColumn, type Table } from './table.js';

const text = (
  name: string,
  means: string,
  of: TableColumn<ControlSessionReport>['of'],
): TableColumn<ControlSessionReport> => ({ name, type: 'text', means, of });

/** Who dialled whom, how the unit took it, and what became of it. Offers have them, too. */
export const PARTIES: readonly TableColumn<Parties | undefined>[] = [
  { name: 'client_ip', type: 'text', means: 'who dialled', of: (row) => addressOrNull(row?.client) },
  {
    name: 'client_port',
    type: 'whole',
    means: 'of the control connection',
    of: (row) => portOrNull(row?.client),
  },
  {
    name: 'server_ip',
    type: 'text',
    means: 'as the client dials it: the VIP, where there is one',
    of: (row) => addressOrNull(row?.server),
  },
  {
    name: 'server_port',
    type: 'whole',
    means: 'of the control connection',
    of: (row) => portOrNull(row?.server),
  },
  {
    name: 'mapped_ip',
    type: 'text',
    means: 'the server behind the VIP',
    of: (row) => addressOrNull(row?.mappedServer),
  },
  {
    name: 'mapped_port',
    type: 'whole',
    means: 'of the control connection',
    of: (row) => portOrNull(row?.mappedServer),
  },
  { name: 'vdom', type: 'text', means: 'as the unit names it', of: (row) => row?.vdom ?? null },
  {
    name: 'policy',
    type: 'text',
    means: 'id of the policy that let the control session in',
    of: (row) => row?.policy ?? null,
  },
  {
    name: 'inspection',
    type: 'text',
    means: 'proxy, helper, none or unknown',
    of: (row) => row?.inspection ?? null,
  },
  { name: 'tls', type: 'text', means: 'explicit, implicit, none or unknown', of: (row) => row?.tls ?? null },
];

/** A row for each control session. */
export const sessionTable: Table<ControlSessionReport> = {
  rows: ({ rowsOf }) => rowsOf('controlSessions'),
  columns: [
    ...TICKET_COLUMNS,
    text('session', 'id in the report: C1', (row) => row.id),
    { name: 'time', type: 'time', means: 'of the first that is seen of it', of: (row) => row.time },
    ...PARTIES,
    text('session_id', 'of the kernel: 026d9f42', (row) => row.sessionId),
    text('verdict', 'worked, failed or inconclusive', (row) => row.verdict),
    text('code', 'why', (row) => row.code),
    text('cause', 'the sentence of the report', (row, { causes }) => causes.get(row.id)?.message ?? null),
  ],
};

export const addressOrNull = (end: string | null | undefined): string | null =>
  end === null || end === undefined ? null : addressOf(end);

export const portOrNull = (end: string | null | undefined): number | null =>
  end === null || end === undefined ? null : portOf(end);
