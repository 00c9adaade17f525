import type { Outcome, OfferOutcome, ReportDocument, RowsOf } from '../document.js';
import { weekOf } from './week.js';

/** One ticket of a batch: `fgtrace.batch/1` has a list of them. */
export interface TicketRow {
  /** The name of its folder or file; a number where the batch is redacted. */
  readonly ticket: string;
  /** Null where the ticket could not be read, and `error` says why. */
  readonly verdict: Outcome | null;
  /** Of the first finding that has the ticket's verdict; null where there is none. */
  readonly code: string | null;
  /** The first sentence of the report, or of the error. */
  readonly summary: string;
  /** How many files were read. */
  readonly files: number;
  /** That the reading and judging took. */
  readonly seconds: number;
  /** Of FortiOS: `7.0.12`; null where nothing names it. */
  readonly release: string | null;
  readonly offers: readonly OfferGroup[];
  readonly error: TicketError | null;
  /** Where the report on it lies, as seen from the overview; null where none was written. */
  readonly report: string | null;
  /** Stands for the names, sizes and times of its files: `--resume` reads again what has another one. */
  readonly state: string;
}

export interface TicketError {
  readonly code: string;
  readonly message: string;
  readonly suggestions: readonly string[];
}

/** Offers of one ticket that are alike in all that a summary counts by. */
export interface OfferGroup {
  readonly verdict: OfferOutcome;
  readonly code: string;
  /** Of the control session. */
  readonly policy: string | null;
  /** What the client dials, where that is translated to a server behind it. */
  readonly vip: string | null;
  /** Of the offer, in ISO 8601: `2021-W30`. */
  readonly week: string | null;
  readonly count: number;
}

/** What a ticket's report says of it, as a row has it. */
export type TicketJudgement = Pick<TicketRow, 'verdict' | 'code' | 'summary' | 'release' | 'offers'>;

export function ticketJudgement(document: ReportDocument, rowsOf: RowsOf): TicketJudgement {
  const { verdict, summary, unit } = document;
  return {
    verdict,
    code: decidingCode(verdict, rowsOf),
    summary,
    release: unit?.version ?? null,
    offers: offerGroups(rowsOf),
  };
}

/** The cause that stands first in the report, or what its offers and sessions say where there is no finding. */
function decidingCode(verdict: Outcome, rowsOf: RowsOf): string | null {
  for (const list of ['findings', 'offers', 'controlSessions'] as const)
    for (const row of rowsOf(list)) if (row.verdict === verdict) return row.code;
  return null;
}

function offerGroups(rowsOf: RowsOf): OfferGroup[] {
  const sessions = new Map<string, Pick<OfferGroup, 'policy' | 'vip'>>();
  for (const { id, policy, server, mappedServer } of rowsOf('controlSessions'))
    sessions.set(id, { policy, vip: mappedServer === null || mappedServer === server ? null : server });
  const groups = new Map<string, OfferGroup>();
  for (const { verdict, code, control, time } of rowsOf('offers')) {
    const { policy = null, vip = null } = sessions.get(control ?? '') ?? {};
    const week = weekOf(time);
    const key = JSON.stringify([verdict, code, policy, vip, week]);
    const count = (groups.get(key)?.count ?? 0) + 1;
    groups.set(key, { verdict, code, policy, vip, week, count });
  }
  return [...groups.values()];
}
