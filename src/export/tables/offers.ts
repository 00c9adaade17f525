import type { OfferReport } from '../../document.js';
import { addressOrNull, PARTIES, portOrNull } from './sessions.js';
import { TICKET_COLUMNS, type TableColumn, type ExportedTicket, type Table } from './table.js';

type Of = TableColumn<OfferReport>['of'];
const text = (name: string, means: string, of: Of): TableColumn<OfferReport> => ({
  name,
  type: 'text',
  means,
  of,
});
const whole = (name: string, means: string, of: Of): TableColumn<OfferReport> => ({
  name,
  type: 'whole',
  means,
  of,
});

const flowOf = ({ dataFlow }: OfferReport, { flows }: ExportedTicket) => flows.get(dataFlow ?? '');

/** A row for each offer, with its control session and its data connection beside it. */
export const offerTable: Table<OfferReport> = {
  rows: ({ rowsOf }) => rowsOf('offers'),
  columns: [
    ...TICKET_COLUMNS,
    text('offer', 'id in the report: O1', (row) => row.id),
    text('session', 'id of its control session', (row) => row.control),
    { name: 'time', type: 'time', means: 'of the offer', of: (row) => row.time },
    ...PARTIES.map((column): TableColumn<OfferReport> => ({
      ...column,
      of: (row, ticket) => column.of(ticket.sessions.get(row.control ?? ''), ticket),
    })),
    text('command', 'PASV, EPSV, PORT or EPRT; null for an implied offer', (row) => row.command),
    text('offered_ip', 'as the offering side names it', (row) => addressOrNull(row.endpoint)),
    whole('offered_port', 'as the offering side names it', (row) => portOrNull(row.endpoint)),
    text('dialled_ip', 'as the other side has to dial it', (row) => addressOrNull(row.external)),
    whole('dialled_port', 'as the other side has to dial it', (row) => portOrNull(row.external)),
    text('verdict', 'worked, failed, unused or inconclusive', (row) => row.verdict),
    text('code', 'why', (row) => row.code),
    text('confidence', 'proven, likely or possible', (row) => row.confidence),
    text('pinhole', 'hit, opened, not-opened, not-needed or unknown', (row) => row.pinhole),
    text('initiator_ip', 'who dialled the data connection', (row, ticket) =>
      addressOrNull(flowOf(row, ticket)?.initiator),
    ),
    whole('initiator_port', 'who dialled the data connection', (row, ticket) =>
      portOrNull(flowOf(row, ticket)?.initiator),
    ),
    text(
      'admitted_by',
      'what let the data connection in',
      (row, ticket) => flowOf(row, ticket)?.admittedBy ?? null,
    ),
    text(
      'data_policy',
      'id of the policy that decided about it',
      (row, ticket) => flowOf(row, ticket)?.policy ?? null,
    ),
    text(
      'client_leg',
      'its client side: open, syn-only, refused …',
      (row, ticket) => flowOf(row, ticket)?.clientLeg ?? null,
    ),
    text('server_leg', 'its server side', (row, ticket) => flowOf(row, ticket)?.serverLeg ?? null),
    text('transfer', 'the verb that used it: RETR, LIST …', (row) => row.transfer?.command ?? null),
    whole('reply', 'the last reply to that verb', (row) => row.transfer?.replies.at(-1)?.code ?? null),
    {
      name: 'seconds',
      type: 'real',
      means: 'from the first stage with a time to the last',
      of: ({ durations }) => (durations.length === 0 ? null : total(durations)),
    },
    text('cause', 'the sentence of the report', (row, { causes }) => causes.get(row.id)?.message ?? null),
    text(
      'proof_file',
      'where its first proving line stands',
      (row, { causes }) => causes.get(row.id)?.file ?? row.evidence[0]?.file ?? null,
    ),
    whole(
      'proof_line',
      'counted from 1',
      (row, { causes }) => causes.get(row.id)?.line ?? row.evidence[0]?.line ?? null,
    ),
  ],
};

/** Microseconds are the finest that any source prints. */
const total = (durations: OfferReport['durations']): number =>
  Math.round(durations.reduce((sum, { seconds }) => sum + seconds, 0) * 1e6) / 1e6;
