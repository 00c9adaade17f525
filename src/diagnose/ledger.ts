import type { ReportDocument, Rows, Settled } from './document.js';
import { added, NOTHING, type Tally } from './summary.js';

/** Where rows go that are done with. Commands hand in one that lies on disk. */
export interface RowStore {
  add(row: object): void;
  readonly length: number;
  [Symbol.iterator](): Iterator<never>;
}

type Lists = { readonly [K in keyof Rows]: readonly Rows[K][] };

/** A part that is judged, as the report tells it; `full` of its offers with their stages and evidence. */
export interface Closed {
  readonly rows: Lists;
  readonly tally: Tally;
  readonly full: number;
}

/** The part of a long capture's report that is written already: its rows are put away, and what they add up to. */
export interface Ledger {
  add(closed: Closed): void;
  /** So many of the control sessions may not have been over. */
  cut(early: number): void;
  /** With what earlier parts came to. */
  with(tally: Tally): Tally;
  told(): number;
  omitted(): Readonly<Record<string, number>>;
  totals(lists: Lists): Record<keyof Rows, number>;
  settled(): Pick<ReportDocument, 'settled'>;
}

export function createLedger(store: () => RowStore): Ledger {
  let lists: Record<keyof Rows, RowStore> | undefined;
  let tally = NOTHING;
  let told = 0;
  let slim = 0;
  let sessions = 0;
  let cut = 0;

  return {
    add({ rows, tally: more, full }) {
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
      tally = added(tally, more);
      told += full;
      slim += rows.offers.length - full;
      sessions += rows.controlSessions.length;
    },
    cut(early) {
      cut += early;
    },
    with: (more) => added(tally, more),
    told: () => told,
    omitted: () => ({ offers: slim, sessionsOver: sessions - cut, sessionsCut: cut }),
    totals: (rows) => ({
      controlSessions: (lists?.controlSessions.length ?? 0) + rows.controlSessions.length,
      offers: (lists?.offers.length ?? 0) + rows.offers.length,
      expectations: (lists?.expectations.length ?? 0) + rows.expectations.length,
      dataFlows: (lists?.dataFlows.length ?? 0) + rows.dataFlows.length,
      findings: (lists?.findings.length ?? 0) + rows.findings.length,
    }),
    settled: () => (lists === undefined ? {} : { settled: lists satisfies Settled }),
  };
}

/** Rows in memory, for whoever has room. */
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
