import { mkdir, open, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

import type { TicketRow } from '../../../batch/ticket-row.js';
import { occupied, outputFailure, type OutputRules } from '../output-place.js';
import { writeResult } from '../write-output.js';
import type { Ticket } from './find-tickets.js';

/** The rows of the tickets that are done, a line each: an interrupted run goes on from there. */
const ROWS = 'tickets.ndjson';

export const rowsFile = (folder: string): string => join(folder, ROWS);

/** A folder with a page for each ticket, and the rows of those that are done. */
export interface ReportFolder {
  /** Writes both, at once. The row that it returns names the page, as seen from the folder. */
  readonly write: (row: TicketRow, page: string | undefined) => Promise<TicketRow>;
  readonly end: () => Promise<void>;
}

/** Makes the folder where it is missing. Fails with 73 where it cannot be written, or holds an earlier run. */
export async function openReportFolder(
  folder: string,
  tickets: readonly Ticket[],
  { force, inputs = [], resume }: OutputRules & { readonly resume: boolean },
): Promise<ReportFolder> {
  const file = rowsFile(folder);
  const pages = pageNames(tickets);
  const rules = { force: force === true || resume, inputs };
  try {
    await mkdir(folder, { recursive: true });
    if (!resume && force !== true && (await stat(file).catch(() => undefined)) !== undefined)
      throw occupied(file);
    if (!resume) await writeFile(file, '');
    const rows = await open(file, 'a');
    return {
      async write(row, page) {
        const name = page === undefined ? undefined : pages.get(row.ticket);
        if (name !== undefined && page !== undefined) await writeResult([page], join(folder, name), rules);
        const told = { ...row, report: name ?? null };
        await rows.write(`${JSON.stringify(told)}\n`);
        return told;
      },
      end: () => rows.close(),
    };
  } catch (error) {
    throw outputFailure(folder, error);
  }
}

/** A file name for each ticket: a name that is a path loses its slashes, and no two are alike. */
function pageNames(tickets: readonly Ticket[]): Map<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const { name } of tickets) {
    const stem = name
      .split(sep)
      .filter((part) => part !== '' && part !== '..' && part !== '.')
      .join('_');
    let page = `${stem}.html`;
    for (let nth = 2; taken.has(page.toLowerCase()); nth++) page = `${stem}-${nth}.html`;
    taken.add(page.toLowerCase());
    names.set(name, page);
  }
  return names;
}
