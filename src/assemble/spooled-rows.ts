import type { Omitted, DetailLeft } from './detail-limit.js';
import type { Chosen, ReportDocument, Rows, SpooledRows } from '../document.js';
import { addTallies, EMPTY_TALLY, type Tally } from './summary.js';

/** Where finished rows go. Commands hand in one that lies on disk. */
export interface RowStore {
  add(row: object): void;
  readonly length: number;
  [Symbol.iterator](): Iterator<never>;
}

type Lists = { readonly [K in keyof Rows]: readonly Rows[K][] };

/** A part that was judged: its rows, what they add up to, and what was left out of them. */
export interface ClosedPart {
  readonly rows: Lists;
  readonly tally: Tally;
  readonly omitted: Omitted;
  readonly seen: Seen;
}

/** How many there were, chosen or not. */
export type Seen = Chosen['of'];

/** What the sessions of a long capture came to that were judged early: their rows, put away, and their sums. */
export interface Ledger {
  add(closed: ClosedPart): void;
  /** Counts control sessions that were judged before they were known to be over. */
  countCutShort(early: number): void;
  /** This tally and that of all earlier parts. */
  with(tally: Tally): Tally;
  /** How many offers and control sessions may still be told in full, after those of earlier parts. */
  detailLeft(detail: number): DetailLeft;
  /** This count and that of all earlier parts. */
  seen(more: Seen): Seen;
  /** Counts of what was left out, earlier parts included. */
  omitted(more: Omitted): Readonly<Record<string, number>>;
  /** Rows of all parts, told or left out. */
  totals(lists: Lists, more: Omitted): Record<keyof Rows, number>;
  settled(): Pick<ReportDocument, 'settled'>;
}

export function createLedger(store: () => RowStore): Ledger {
  let lists: Record<keyof Rows, RowStore> | undefined;
  let tally = EMPTY_TALLY;
  let brief: Omitted = { offers: 0, controlSessions: 0, findings: 0 };
  let cut = 0;
  let early: Seen = { controlSessions: 0, offers: 0 };

  const length = (name: keyof Rows): number => lists?.[name].length ?? 0;
  const left = (more: Omitted): Omitted => ({
    offers: brief.offers + more.offers,
    controlSessions: brief.controlSessions + more.controlSessions,
    findings: brief.findings + more.findings,
  });
  const seen = (more: Seen): Seen => ({
    controlSessions: early.controlSessions + more.controlSessions,
    offers: early.offers + more.offers,
  });

  return {
    add({ rows, tally: more, omitted, seen: judged }) {
      lists ??= {
        controlSessions: store(),
        offers: store(),
        expectations: store(),
        dataFlows: store(),
        findings: store(),
      };
      for (const [name, list] of Object.entries(lists) as [keyof Rows, RowStore][]) {
        for (const row of rows[name]) list.add(row);
      }
      tally = addTallies(tally, more);
      brief = left(omitted);
      early = seen(judged);
    },
    countCutShort(some) {
      cut += some;
    },
    seen,
    with: (more) => addTallies(tally, more),
    detailLeft: (detail) => ({
      offers: detail - (length('offers') - brief.offers),
      controls: detail - (length('controlSessions') - brief.controlSessions),
    }),
    omitted: (more) => ({ ...left(more), sessionsOver: early.controlSessions - cut, sessionsCut: cut }),
    totals: (rows, more) => ({
      controlSessions: length('controlSessions') + rows.controlSessions.length,
      offers: length('offers') + rows.offers.length,
      expectations: length('expectations') + rows.expectations.length,
      dataFlows: length('dataFlows') + rows.dataFlows.length,
      findings: length('findings') + rows.findings.length + left(more).findings,
    }),
    settled: () => (lists === undefined ? {} : { settled: lists satisfies SpooledRows }),
  };
}

/** Keeps the rows in memory. */
export function memoryRows(): RowStore {
  const rows: object[] = [];
  return {
    add: (row) => rows.push(row),
    get length() {
      return rows.length;
    },
    [Symbol.iterator]: () => rows.values() as Iterator<never>,
  };
}
