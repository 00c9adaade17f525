import { groupBy } from '../collections.js';
import type { ControlSessionReport, OfferReport } from '../document.js';
import { isPassiveCommand } from '../ftp.js';
import { addressOf, portOf, type Endpoint } from '../net.js';
import { align } from './align.js';
import type { ComparedSide } from './side.js';

/** The counterparts in two reports, in the order of the first, and what has no counterpart. */
export interface Paired<T> {
  readonly pairs: readonly (readonly [good: T, bad: T])[];
  readonly onlyGood: readonly T[];
  readonly onlyBad: readonly T[];
}

const hostOf = (end: Endpoint | null): string => (end === null ? '?' : addressOf(end));

/**
 * Sessions are paired by their hosts, then by their server, by their client, by the server's port, and last in order: two
 * captures of the same unit name the same hosts, and those of another site or redacted ones do not.
 */
export function pairSessions(
  good: readonly ControlSessionReport[],
  bad: readonly ControlSessionReport[],
): Paired<ControlSessionReport> {
  const keys: ((session: ControlSessionReport) => string)[] = [
    ({ client, server }) => `${hostOf(client)} ${server ?? '?'}`,
    ({ server }) => server ?? '?',
    ({ client }) => hostOf(client),
    ({ server }) => String(server === null ? null : portOf(server)),
    () => '',
  ];
  const partner = new Map<ControlSessionReport, ControlSessionReport>();
  const free = new Set(bad);
  for (const key of keys) {
    const waiting = groupBy([...free], key);
    for (const one of good) {
      const other = partner.has(one) ? undefined : waiting.get(key(one))?.shift();
      if (other === undefined) continue;
      partner.set(one, other);
      free.delete(other);
    }
  }
  return paired(good, bad, partner);
}

/**
 * Offers are paired within their sessions, in order: those of the same command and the same purpose first, then PASV
 * and EPSV, then PORT that stands where the other side says PASV. An implied offer, whose command nobody could read,
 * may have been any.
 */
export function pairOffers(
  good: ComparedSide,
  bad: ComparedSide,
  sessions: Paired<ControlSessionReport>,
): Paired<OfferReport> {
  const partner = new Map<OfferReport, OfferReport>();
  const ids = sessions.pairs.map(([one, other]) => [one.id, other.id] as const);
  for (const [a, b] of [...ids, [null, null] as const]) {
    const [own, others] = [good.offersOf(a), bad.offersOf(b)];
    const alike = (i: number, j: number): number => likeness(own[i], others[j]);
    for (const [i, j] of align(own.length, others.length, alike)) {
      const [one, other] = [own[i], others[j]];
      if (one !== undefined && other !== undefined) partner.set(one, other);
    }
  }
  return paired(good.report.offers, bad.report.offers, partner);
}

/** The port only decides between equals: another capture of the same traffic names the same one. */
export function likeness(a: OfferReport | undefined, b: OfferReport | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const [purpose, other] = [a.transfer?.command ?? null, b.transfer?.command ?? null];
  const samePurpose = purpose === null || other === null ? 1 : Number(purpose === other) * 3;
  const samePort = portOf(a.endpoint) === portOf(b.endpoint) ? 0.5 : 0;
  return likeCommand(a.command, b.command) + samePurpose + samePort;
}

function likeCommand(a: OfferReport['command'], b: OfferReport['command']): number {
  if (a === b) return 4;
  if (a === null || b === null) return 2;
  return isPassiveCommand(a) === isPassiveCommand(b) ? 2 : 1;
}

function paired<T>(good: readonly T[], bad: readonly T[], partner: ReadonlyMap<T, T>): Paired<T> {
  const taken = new Set(partner.values());
  return {
    pairs: good.flatMap((one) => {
      const other = partner.get(one);
      return other === undefined ? [] : [[one, other] as const];
    }),
    onlyGood: good.filter((one) => !partner.has(one)),
    onlyBad: bad.filter((one) => !taken.has(one)),
  };
}
