import type { Omitted, DetailRoom } from './detail-limit.js';
import type { ReportDocument, Rows, SpooledRows } from '../document.js';
import { addTallies, EMPTY_TALLY, type Tally } from './summary.js';

/** Where rows go that are done with. Commands hand in one that lies on disk. */
export interface RowStore {
  add(row: object): void;
  readonly length: number;
  [Symbol.iterator](): Iterator<never>;
}

type Lists = { readonly [K in keyof Rows]: readonly Rows[K][] };

/** A part that is judged, as the report tells it. */
export interface ClosedPart {
  readonly rows: Lists;
  readonly tally: Tally;
  readonly omitted: Omitted;
}

/** The part of a long capture's report that is written already: its rows are put away, and what they add up to. */
export interface Ledger {
  add(closed: ClosedPart): void;
  /** So many of the control sessions may not have been over. */
  countCutShort(early: number): void;
  /** With what earlier parts came to. */
  with(tally: Tally): Tally;
  /** What earlier parts left of the offers and control sessions that are told in full. */
  room(detail: number): DetailRoom;
  /** With what earlier parts left out. */
  omitted(more: Omitted): Readonly<Record<string, number>>;
  /** Of all parts, told or left out. */
  totals(lists: Lists, more: Omitted): Record<keyof Rows, number>;
  settled(): Pick<ReportDocument, 'settled'>;
}

export function createLedger(store: () => RowStore): Ledger {
  let lists: Record<keyof Rows, RowStore> | undefined;
  let tally = EMPTY_TALLY;
  let brief: Omitted = { offers: 0, controlSessions: 0, findings: 0 };
  let cut = 0;

  const length = (name: keyof Rows): number => lists?.[name].length ?? 0;
  const left = (more: Omitted): Omitted => ({
    offers: brief.offers + more.offers,
    controlSessions: brief.controlSessions + more.controlSessions,
    findings: brief.findings + more.findings,
  });

  return {
    add({ rows, tally: more, omitted }) {
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
    },
    countCutShort(early) {
      cut += early;
    },
    with: (more) => addTallies(tally, more),
    room: (detail) => ({
      offers: detail - (length('offers') - brief.offers),
      controls: detail - (length('controlSessions') - brief.controlSessions),
    }),
    omitted: (more) => ({ ...left(more), sessionsOver: length('controlSessions') - cut, sessionsCut: cut }),
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
