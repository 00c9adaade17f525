import { ticketJudgement, type TicketJudgement, type TicketRow } from '../../../batch/ticket-row.js';
import type { ReportDocument } from '../../../document.js';
import type { Failure } from '../../../failure.js';
import { html } from '../../../report/formats/html.js';
import { allRows } from '../../../report/sections/rows.js';
import { safeLine, toFailure } from '../errors.js';
import { readAll } from '../read-inputs.js';
import { withCounts, withRedacted } from '../redacted-report.js';

import type { Ticket, TicketFiles } from './find-tickets.js';

/** What all tickets of a batch have in common. It goes from one thread to another. */
export interface BatchSettings {
  readonly version: string;
  readonly detail: number;
  /** Where the batch is redacted. */
  readonly key: { readonly secret: Uint8Array; readonly shift: number } | undefined;
  /** Where redacted copies may lie meanwhile. */
  readonly beside: string | undefined;
  readonly wantsReports: boolean;
}

export interface TicketTask extends Ticket, TicketFiles {}

export interface TicketResult {
  readonly row: TicketRow;
  /** The report in HTML, where one is wanted and the ticket could be read. */
  readonly page: string | undefined;
  readonly warnings: readonly string[];
}

/** Reads and judges one ticket. Whatever is wrong with it becomes its row: nothing of this throws. */
export async function readTicket(task: TicketTask, settings: BatchSettings): Promise<TicketResult> {
  const started = performance.now();
  const isRedacted = settings.key !== undefined;
  const warnings: string[] = [];
  try {
    const { judged, page } = await judge(task, settings, (sentence) => warnings.push(sentence));
    const row = { ...rowWithout(task), ...judged, seconds: secondsSince(started) };
    // Warnings name files.
    return { row, page, warnings: isRedacted ? [] : warnings };
  } catch (error) {
    const row = failedRow(task, toFailure(error, { id: 'batch', flags: [] }), isRedacted);
    return { row, page: undefined, warnings: [] };
  }
}

interface Told {
  readonly judged: TicketJudgement;
  readonly page: string | undefined;
}

async function judge(
  { path }: TicketTask,
  { version, detail, key, beside, wantsReports }: BatchSettings,
  warn: (sentence: string) => void,
): Promise<Told> {
  const tell = (document: ReportDocument, redacted?: string): Told => ({
    judged: ticketJudgement(document, (name) => allRows(document, name)),
    page: wantsReports
      ? [...html.report(document, { width: 0, colour: false, detail, redacted })].join('')
      : undefined,
  });
  const read = { version, detail, warn, ...(beside === undefined ? {} : { beside }) };
  if (key === undefined) return tell((await readAll([path], read)).report());
  let told: Told | undefined;
  await withRedacted(
    [[path]],
    { redact: true, key: { ...key, secret: Buffer.from(key.secret) } },
    read,
    () => undefined,
    (analysis, run) => {
      told = tell(withCounts(analysis.report(), run), run.sentence);
      return Promise.resolve();
    },
  );
  if (told === undefined) throw new Error('nothing was told of the redacted copies');
  return told;
}

/** The row of a ticket that could not be read. A redacted one tells no path. */
export function failedRow(
  task: TicketTask,
  { code, message, suggestions }: Pick<Failure, 'code' | 'message' | 'suggestions'>,
  isRedacted: boolean,
): TicketRow {
  const words = (text: string): string => safeLine(isRedacted ? text.replaceAll(task.path, task.name) : text);
  const error = { code, message: words(message), suggestions: suggestions.map(words) };
  return { ...rowWithout(task), summary: error.message, error };
}

const rowWithout = ({ name, files, state }: TicketTask): TicketRow => ({
  ticket: name,
  verdict: null,
  code: null,
  summary: '',
  files,
  seconds: 0,
  release: null,
  offers: [],
  error: null,
  report: null,
  state,
});

/** To a hundredth. */
const secondsSince = (started: number): number => Math.round((performance.now() - started) / 10) / 100;
