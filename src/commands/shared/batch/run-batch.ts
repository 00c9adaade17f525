import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

import { createTally, type Overview } from '../../../batch/overview.js';
import type { TicketRow } from '../../../batch/ticket-row.js';
import { EXIT, Failure } from '../../../failure.js';
import { batchFormats, type BatchFormatName } from '../../../report/batch/index.js';
import type { BatchPrintOptions } from '../../../report/batch/printer.js';
import type { RunKey } from '../../../library/redacted-copy.js';
import { keyOf, type KeyFlagValues } from '../redact-flags.js';
import { openRowOutput } from '../row-output.js';
import { createTemporaryFolder } from '../unfinished-file.js';
import { checkOutput } from '../write-output.js';
import { earlierRows, hasPage } from './earlier-rows.js';
import { filesOf, findTickets } from './find-tickets.js';
import type { BatchSettings, TicketResult, TicketTask } from './read-ticket.js';
import { openReportFolder, rowsFile } from './report-folder.js';
import { createTicketProgress, type TicketProgress } from './ticket-progress.js';
import { readTickets } from './ticket-threads.js';

export interface BatchRun extends KeyFlagValues {
  readonly format: BatchFormatName;
  readonly output?: string | undefined;
  readonly force: boolean;
  readonly reports?: string | undefined;
  readonly resume: boolean;
  readonly jobs: number;
  readonly redact: boolean;
  readonly print: Pick<BatchPrintOptions, 'width' | 'colour' | 'whole'>;
  readonly detail: number;
  /** The folder of the package. */
  readonly root: string;
  readonly version: string;
  readonly warn: (sentence: string) => void;
}

/** Reads all tickets, prints each row as soon as it and those before it are done, and returns what they come to. */
export async function runBatch(names: readonly string[], run: BatchRun): Promise<Overview> {
  const key = run.redact ? await keyOf(run) : undefined;
  const tickets = await ticketsOf(names, run, key);
  const rules = { force: run.force || run.resume, inputs: names };
  await checkOutput(run.output, rules);
  const known = await knownRows(tickets, run);
  const folder =
    run.reports === undefined
      ? undefined
      : await openReportFolder(run.reports, tickets, { ...run, inputs: names });
  const copies = key === undefined ? undefined : createTemporaryFolder(tmpdir());
  const { version, detail } = run;
  const settings = { version, detail, key, beside: copies?.path, wantsReports: folder !== undefined };
  const tasks = tickets.filter(({ state }) => !known.has(state));
  const progress = createTicketProgress(tasks.length);
  const results = resultsOf(tasks, settings, run, progress);
  const out = await openRowOutput(run.output, rules);
  const printed = tickets.map(({ name }) => name);
  const printer = batchFormats[run.format]({ ...run.print, isRedacted: run.redact, tickets: printed });
  const tally = createTally();
  const next = async (): Promise<TicketRow | undefined> => {
    const { value } = (await results.next()) as { value: TicketResult | undefined };
    progress.erase();
    for (const warning of value?.warnings ?? []) run.warn(`${value?.row.ticket ?? ''}: ${warning}`);
    return value && ((await folder?.write(value.row, value.page)) ?? value.row);
  };
  try {
    await out.write(printer.start());
    for (const { state, name } of tickets) {
      const row = known.get(state) ?? (await next());
      if (row === undefined) break;
      const told = { ...row, ticket: name, report: linkTo(row.report, run) };
      tally.add(told);
      await out.write(printer.row(told));
      await out.flush();
    }
    await out.write(printer.end(tally.overview()));
    await out.end();
  } catch (error) {
    out.discard();
    throw error;
  } finally {
    await results.return(undefined);
    await folder?.end();
    copies?.remove();
  }
  return tally.overview();
}

function resultsOf(
  tasks: readonly TicketTask[],
  settings: BatchSettings,
  { jobs, root }: BatchRun,
  progress: TicketProgress,
): AsyncGenerator<TicketResult, undefined, undefined> {
  const worker = pathToFileURL(join(root, 'dist/commands/shared/batch/ticket-worker.js'));
  return readTickets(tasks, settings, { worker, jobs, done: progress.at });
}

/** The tickets and what they are called: a redacted batch numbers them, for a folder may be named after a customer. */
async function ticketsOf(
  names: readonly string[],
  { version, detail, redact }: BatchRun,
  key: RunKey | undefined,
): Promise<TicketTask[]> {
  const found = await findTickets(names);
  const digits = String(found.length).length;
  const tasks: TicketTask[] = [];
  for (const [nth, { name, path }] of found.entries()) {
    const { files, state } = await filesOf(path, key?.secret);
    // Another release may judge otherwise.
    const judged = createHash('sha256')
      .update(`${state} ${version} ${detail} ${redact} ${key?.shift ?? 0}`)
      .digest('hex');
    const shown = redact ? `ticket-${String(nth + 1).padStart(digits, '0')}` : name;
    tasks.push({ path, name: shown, files, state: judged.slice(0, 32) });
  }
  return tasks;
}

/** Rows that need not be made again, by their state. */
async function knownRows(tickets: readonly TicketTask[], run: BatchRun): Promise<Map<string, TicketRow>> {
  const { resume, reports, output } = run;
  const file = reports === undefined ? output : rowsFile(reports);
  if (!resume) return new Map();
  if (file === undefined || file === '-') {
    throw new Failure('FGT_USAGE', EXIT.usage, '--resume does not know which run to go on with', [
      'Name its folder with --reports DIR, or its rows with -o FILE --format ndjson.',
    ]);
  }
  const earlier = await earlierRows(file);
  const known = new Map<string, TicketRow>();
  for (const { state } of tickets) {
    const row = earlier.get(state);
    const isWhole =
      reports === undefined ||
      (row !== undefined && row.report !== null && (await hasPage(reports, row.report)));
    if (row !== undefined && isWhole) known.set(state, row);
  }
  return known;
}

/** From where the overview lies to the page. */
function linkTo(page: string | null, { reports, output }: BatchRun): string | null {
  if (page === null || reports === undefined) return null;
  const from = output === undefined || output === '-' ? '.' : dirname(output);
  return relative(from, join(reports, page)).split('\\').join('/');
}
