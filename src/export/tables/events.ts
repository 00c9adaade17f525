import type { TimelineEntry } from '../../document.js';
import { TICKET_COLUMNS, type TableColumn, type Table } from './table.js';

type Of = TableColumn<TimelineEntry>['of'];
const text = (name: string, means: string, of: Of): TableColumn<TimelineEntry> => ({
  name,
  type: 'text',
  means,
  of,
});
const whole = (name: string, means: string, of: Of): TableColumn<TimelineEntry> => ({
  name,
  type: 'whole',
  means,
  of,
});

/** A row for each line that the timeline tells: those that belong to a session, an offer or a data connection. */
export const eventTable: Table<TimelineEntry> = {
  rows: ({ timeline }) => timeline,
  columns: [
    ...TICKET_COLUMNS,
    { name: 'time', type: 'time', means: 'on the reference clock', of: (row) => row.time },
    text('printed', 'the stamp as its source printed it', (row) => row.printed),
    text('source', 'wad, flow, sniffer, session or config', (row) => row.source),
    text('kind', 'of event, as fgtrace events names it', (row) => row.kind),
    text('session', 'id of the control session', (row) => row.control),
    text('offer', 'id of the offer', (row) => row.offer),
    whole('count', 'how often it is repeated', (row) => row.count),
    text('command', 'of the control channel', (row) => row.command ?? null),
    whole('reply', 'of the control channel', (row) => row.code ?? null),
    text('said', 'on the control channel', (row) => row.said ?? null),
    text('file', 'as it was named', (row) => row.file),
    whole('line', 'counted from 1', (row) => row.line),
    text('text', 'the line', (row) => row.text),
  ],
};
