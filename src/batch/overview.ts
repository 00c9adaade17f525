import type { Outcome, OfferOutcome } from '../document.js';
import type { OfferGroup, TicketRow } from './ticket-row.js';

/** What a batch came to, counted over all of its tickets. */
export interface Overview {
  readonly tickets: number;
  readonly verdicts: Readonly<Record<Outcome | 'unread', number>>;
  readonly offers: Readonly<Record<OfferOutcome, number>>;
  readonly by: Readonly<Record<Dimension, readonly Share[]>>;
}

/** What offers are counted by. */
export const DIMENSIONS = ['code', 'policy', 'vip', 'release', 'week'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One value of a dimension, and who has it. */
export interface Share {
  readonly value: string;
  /** Tickets with such an offer. By code also those without offers whose verdict has this code. */
  readonly tickets: number;
  readonly offers: number;
  readonly failed: number;
}

type Count = { -readonly [K in keyof Share]: Share[K] };

/** Counts tickets one by one, and keeps none of them. */
export function createTally(): { readonly add: (row: TicketRow) => void; readonly overview: () => Overview } {
  const verdicts = { worked: 0, failed: 0, inconclusive: 0, unread: 0 };
  const offers = { failed: 0, inconclusive: 0, worked: 0, unused: 0 };
  const by = new Map<Dimension, Map<string, Count>>(DIMENSIONS.map((name) => [name, new Map()]));
  return {
    add(row) {
      verdicts[row.verdict ?? 'unread'] += 1;
      for (const { verdict, count } of row.offers) offers[verdict] += count;
      for (const [dimension, counts] of by) addTo(counts, dimension, row);
    },
    overview: () => ({
      tickets: Object.values(verdicts).reduce((sum, count) => sum + count),
      verdicts,
      offers,
      by: Object.fromEntries(
        [...by].map(([name, counts]) => [name, [...counts.values()].sort(worstFirst)]),
      ) as Record<Dimension, Share[]>,
    }),
  };
}

function addTo(counts: Map<string, Count>, dimension: Dimension, row: TicketRow): void {
  const seen = new Set<string>();
  const countOf = (value: string): Count => {
    const count = counts.get(value) ?? { value, tickets: 0, offers: 0, failed: 0 };
    counts.set(value, count);
    if (!seen.has(value)) count.tickets += 1;
    seen.add(value);
    return count;
  };
  for (const group of row.offers) {
    const value = valueOf(dimension, row, group);
    if (value === null) continue;
    const count = countOf(value);
    count.offers += group.count;
    if (group.verdict === 'failed') count.failed += group.count;
  }
  const own = valueOfTicket(dimension, row);
  if (own !== null) countOf(own);
}

/** What ails a control session or a configuration has no offer to be counted with. */
function valueOfTicket(dimension: Dimension, { code, error, release }: TicketRow): string | null {
  if (dimension === 'release') return release;
  return dimension === 'code' ? (error?.code ?? code) : null;
}

function valueOf(dimension: Dimension, row: TicketRow, group: OfferGroup): string | null {
  return dimension === 'release' ? row.release : group[dimension];
}

const worstFirst = (a: Share, b: Share): number =>
  b.failed - a.failed || b.tickets - a.tickets || (a.value < b.value ? -1 : 1);
