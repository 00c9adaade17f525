import type { Dimension, Overview, Share } from '../../batch/overview.js';
import type { TicketRow } from '../../batch/ticket-row.js';
import { counted, grouped, VERDICT_NAME } from '../text/labels.js';
import { plain } from '../text/sanitize.js';

export const TICKET_VERDICT = { ...VERDICT_NAME, unread: 'NOT READ' } as const;

export const verdictWord = ({ verdict }: Pick<TicketRow, 'verdict'>): keyof typeof TICKET_VERDICT =>
  verdict ?? 'unread';

export const codeOf = ({ code, error }: Pick<TicketRow, 'code' | 'error'>): string =>
  code ?? error?.code ?? '-';

/** A redacted batch tells no name of a ticket: a folder may be called after a customer. */
export const NUMBERED = 'tickets are numbered in the order of their names.';

/** The way to a ticket's page, of which no sign can be taken for more than a part of a name: `#`, `?` and `)` are none. */
export const pageLink = (report: string): string =>
  plain(report).split('/').map(encodeURIComponent).join('/');

export const DIMENSION_NAME: Readonly<Record<Dimension, string>> = {
  code: 'Code',
  policy: 'Policy',
  vip: 'VIP',
  release: 'Release',
  week: 'Week',
};

/** More values than this say nothing any more; JSON has them all. */
const MOST_SHARES = 12;

/** `300 tickets: 210 failed, 60 worked, 25 inconclusive, 5 not read. 811 offers: …` */
export function overviewSentences({ tickets, verdicts, offers }: Overview): string[] {
  const all = Object.values(offers).reduce((sum, count) => sum + count);
  const { unread, ...read } = verdicts;
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .filter(([, count]) => count > 0)
      .map(([word, count]) => `${grouped(count)} ${word}`)
      .join(', ');
  const told = counts({
    failed: read.failed,
    inconclusive: read.inconclusive,
    worked: read.worked,
    'not read': unread,
  });
  return [
    `${counted(tickets, 'ticket')}: ${told}.`,
    ...(all === 0 ? [] : [`${counted(all, 'offer')}: ${counts(offers)}.`]),
  ];
}

/** The values of a dimension that are shown, and how many more there are. */
export function shownShares(shares: readonly Share[]): {
  readonly shown: readonly Share[];
  readonly more: string[];
} {
  const more = shares.length - MOST_SHARES;
  return { shown: shares.slice(0, MOST_SHARES), more: more > 0 ? [`and ${grouped(more)} more`] : [] };
}

/** The cells of a share: its value, tickets, offers, and how many of these failed. */
export const shareCells = ({ value, tickets, offers, failed }: Share): string[] => [
  value,
  grouped(tickets),
  grouped(offers),
  offers === 0 ? '-' : `${grouped(failed)} (${Math.round((100 * failed) / offers)} %)`,
];

export const SHARE_HEAD = ['tickets', 'offers', 'failed'] as const;
