import { isPassiveCommand } from '../ftp.js';
import type { ControlSessionReport, OfferReport } from '../document.js';
import { portOf } from '../net.js';

/** The counterparts in two reports, in the order of the first, and what has no counterpart. */
export interface Paired<T> {
  readonly pairs: readonly (readonly [good: T, bad: T])[];
  readonly onlyGood: readonly T[];
  readonly onlyBad: readonly T[];
}

/** Items with the same key are paired in order. An item with the key null takes no part in this round. */
type Key<T> = (one: T) => string | null;
type Round<T> = readonly [good: Key<T>, bad: Key<T>];

/** Sessions are paired by their server, then in order: clients and their ports differ from capture to capture. */
export function pairSessions(
  good: readonly ControlSessionReport[],
  bad: readonly ControlSessionReport[],
): Paired<ControlSessionReport> {
  const server: Key<ControlSessionReport> = (session) => session.server;
  const any = (): string => '';
  return pairedByRounds(good, bad, [
    [server, server],
    [any, any],
  ]);
}

/**
 * Offers are paired within their control sessions by command and order; if one side has more of a command, those with
 * the same port come first. Then an implied offer, whose command could not be read, is paired with what is left, for
 * it may have been any command. Last come offers that ask for the same by another command, such as PASV and EPSV.
 */
export function pairOffers(
  good: readonly OfferReport[],
  bad: readonly OfferReport[],
  sessions: Paired<ControlSessionReport>,
): Paired<OfferReport> {
  const number = { good: new Map<string, number>(), bad: new Map<string, number>() };
  sessions.pairs.forEach(([a, b], at) => {
    number.good.set(a.id, at);
    number.bad.set(b.id, at);
  });
  const within = (side: 'good' | 'bad', key: Key<OfferReport>): Key<OfferReport> => {
    return (offer) => {
      const session = offer.control === null ? 'none' : number[side].get(offer.control);
      const rest = key(offer);
      return session === undefined || rest === null ? null : `${session} ${rest}`;
    };
  };
  const both = (a: Key<OfferReport>, b: Key<OfferReport>): Round<OfferReport> => [
    within('good', a),
    within('bad', b),
  ];
  const command: Key<OfferReport> = (offer) => offer.command;
  const [inGood, inBad] = both(command, command);
  const [here, there] = [counts(good, inGood), counts(bad, inBad)];
  const uneven = (key: string | null): boolean => key !== null && here.get(key) !== there.get(key);
  const port = (offer: OfferReport): string => `${offer.command ?? ''} ${portOf(offer.endpoint) ?? ''}`;
  const any = (): string => '';
  const mode: Key<OfferReport> = (offer) => (isPassiveCommand(offer.command) ? 'passive' : 'active');
  const implied: Key<OfferReport> = (offer) => (offer.command === null ? '' : null);
  return pairedByRounds(good, bad, [
    both(
      (offer) => (uneven(inGood(offer)) ? port(offer) : null),
      (offer) => (uneven(inBad(offer)) ? port(offer) : null),
    ),
    [inGood, inBad],
    both(implied, any),
    both(any, implied),
    both(mode, mode),
  ]);
}

function counts<T>(all: readonly T[], key: Key<T>): Map<string | null, number> {
  const found = new Map<string | null, number>();
  for (const one of all) found.set(key(one), (found.get(key(one)) ?? 0) + 1);
  return found;
}

function pairedByRounds<T>(good: readonly T[], bad: readonly T[], rounds: readonly Round<T>[]): Paired<T> {
  const partner = new Map<T, T>();
  const free = new Set(bad);
  for (const [goodKey, badKey] of rounds) {
    const waiting = new Map<string, T[]>();
    for (const other of free) {
      const key = badKey(other);
      if (key === null) continue;
      const queue = waiting.get(key);
      if (queue) queue.push(other);
      else waiting.set(key, [other]);
    }
    for (const one of good) {
      const key = partner.has(one) ? null : goodKey(one);
      const other = key === null ? undefined : waiting.get(key)?.shift();
      if (other === undefined) continue;
      partner.set(one, other);
      free.delete(other);
    }
  }
  const pairs = good.flatMap((one) => {
    const other = partner.get(one);
    return other === undefined ? [] : [[one, other] as const];
  });
  return { pairs, onlyGood: good.filter((one) => !partner.has(one)), onlyBad: [...free] };
}
