import type { Finding } from '../../document.js';
import { TICKET_COLUMNS, type TableColumn, type Table } from './table.js';

const text = (name: string, means: string, of: TableColumn<Finding>['of']): TableColumn<Finding> => ({
  name,
  type: 'text',
  means,
  of,
});

/** A row for each finding: causes, what follows from them, and remarks. */
export const findingTable: Table<Finding> = {
  rows: ({ rowsOf }) => rowsOf('findings'),
  columns: [
    ...TICKET_COLUMNS,
    text('subject', 'O1, C2, or capture', (row) => row.subject),
    { name: 'time', type: 'time', means: 'of its first line that has one', of: (row) => row.time },
    text('code', 'what was found', (row) => row.code),
    text('verdict', 'of the subject', (row) => row.verdict),
    text('confidence', 'proven, likely or possible', (row) => row.confidence),
    text('message', 'the sentence of the report', (row) => row.message),
    text('fix', 'lines for the FortiGate', (row) => (row.fix.length === 0 ? null : row.fix.join('\n'))),
    text('proof_file', 'where its first line stands', (row) => row.evidence[0]?.file ?? null),
    {
      name: 'proof_line',
      type: 'whole',
      means: 'counted from 1',
      of: (row) => row.evidence[0]?.line ?? null,
    },
    text('proof_text', 'that line', (row) => row.evidence[0]?.text ?? null),
  ],
};
