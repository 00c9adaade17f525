import { addressOf, type Endpoint } from '../../net.js';
import { completesTransfer, isRefusal, isTransfer } from '../../ftp.js';
import type { FtpReply } from '../model/control-channel.js';
import { before, byTime, gap } from '../model/time.js';
import { firstPrint } from '../model/leg-queries.js';
import type { Connection, Join, Offer } from '../model/timeline.js';
import type { Moment } from '../model/moment.js';

/** Replies to a transfer that had a data connection, and to one that was at least attempted. */
const RAN: ReadonlySet<number> = new Set([125, 150, 226]);
const WANTED: ReadonlySet<number> = new Set([125, 150, 226, 425, 426]);

/** An offer that a data connection may have been made for. */
export interface Candidate {
  readonly offer: Offer;
  readonly join: Join;
  readonly rank: number;
}

/**
 * The firmest join wins; between equals the latest offer that was not made after the connection. Where no clock tells
 * which came first, offers are taken in their turn. `later`: the connections that the same host makes to the same
 * endpoint after this one.
 */
export function chooseOffer(candidates: Candidate[], connection: Connection, later = 0): Candidate | null {
  const rank = candidates.reduce((most, one) => Math.max(most, one.rank), -Infinity);
  const best = candidates
    .filter((one) => one.rank === rank)
    .sort((a, b) => byTime(a.offer.offered ?? undefined, b.offer.offered ?? undefined));
  const syn = connection.near.syns.at(-1) ?? firstPrint(connection.near);
  const earlier =
    syn === undefined
      ? best
      : best.filter(({ offer }) => offer.offered === null || !before(syn, offer.offered));
  const shared = areShared(best) && rank < 3;
  const timely = stillWanted(earlier.length > 0 ? earlier : best, connection);
  const possible = shared ? sieve(timely, syn) : timely;
  const latest = possible.at(-1);
  if (latest === undefined) return null;
  const isCertain = syn !== undefined && latest.offer.offered !== null && before(latest.offer.offered, syn);
  const chosen = isCertain ? latest : (inDoubt(possible, later) ?? latest);
  if (!shared) return asSure(chosen, syn);
  // Two sessions from one address that offered the same endpoint: only an EXP id could tell them apart.
  return { ...chosen, join: { by: 'time', confidence: areShared(possible) ? 'possible' : 'likely' } };
}

/** Seconds within which a client dials what it was offered. */
const DIALLED_WITHIN = 3;

/**
 * What shows the words had ended when a late client dialled: the server may have offered the endpoint once more (world
 * 77531).
 */
function mayBeUnread({ offer: { offered }, rank }: Candidate, syn: Moment | undefined): boolean {
  if (rank < 3 || offered === null || syn === undefined || offered.capture === syn.capture) return false;
  const { clock, source } = offered.capture;
  // The join itself is all that moved WAD's clock to here.
  if (source === 'wad' && clock?.method === 'tuple' && clock.zoneSeconds !== clock.offset / 1e6)
    return clock.proof.length === 1;
  return before(endOf(offered), syn) && (gap(offered, syn)?.least ?? 0) > DIALLED_WITHIN;
}

/** Nothing followed the offer while what shows the words went on: a hit behind that is rather for another one. */
function stoodIdle({ offered, commands, replies }: Offer): boolean {
  if (offered === null || commands.length + replies.length > 0) return false;
  return (gap(offered, endOf(offered))?.least ?? 0) > DIALLED_WITHIN;
}

const endOf = (moment: Moment): Moment => ({ ...moment, stamp: moment.capture.last });

function asSure(chosen: Candidate, syn: Moment | undefined): Candidate | null {
  if (!mayBeUnread(chosen, syn)) return chosen;
  return stoodIdle(chosen.offer) ? null : unsure(chosen);
}

const unsure = ({ join, ...one }: Candidate): Candidate =>
  join.confidence === 'proven' ? { ...one, join: { ...join, confidence: 'likely' } } : { ...one, join };

/**
 * Without those whose transfer had ended when the connection began, where another is left. Who hits a pinhole behind the
 * refusal of a transfer uses a later offer of the same endpoint, whose own line is not in the capture.
 */
function stillWanted(candidates: Candidate[], { near }: Connection): Candidate[] {
  const begun = firstPrint(near);
  if (begun === undefined) return candidates;
  const left = candidates.filter(
    ({ offer }) => !offer.replies.some((said) => endsTransfer(said) && (gap(said, begun)?.least ?? 0) > 0),
  );
  if (left.length > 0) return left;
  return candidates.filter(
    ({ offer, rank }) => rank < 3 || !offer.replies.some((said) => refusesBefore(said, begun)),
  );
}

/**
 * A trace stamps what it prints, in whole seconds: a hit may be stamped behind a refusal that came of it. Clocks that are
 * only assumed to agree may be further apart.
 */
const PRINTED_WITHIN = { proved: 0.1, assumed: 2 };

function refusesBefore(said: FtpReply, begun: Moment): boolean {
  const isProved = [said, begun].some(({ capture }) => (capture.clock?.proof.length ?? 0) > 0);
  const margin = said.capture === begun.capture ? 0 : PRINTED_WITHIN[isProved ? 'proved' : 'assumed'];
  return endsTransfer(said) && isRefusal(said.code) && (gap(said, begun)?.least ?? 0) > margin;
}

function endsTransfer({ code, command, answers }: FtpReply): boolean {
  const asked = command ?? answers?.command;
  return completesTransfer(code) || (isRefusal(code) && asked !== undefined && isTransfer(asked));
}

/** How many more connections that count, from other ports, each one's host makes to the same endpoint after it. */
export function countLater(
  sorted: readonly Connection[],
  counts: (connection: Connection) => boolean = () => true,
): ReadonlyMap<Connection, number> {
  const later = new Map<Connection, number>();
  const met = new Map<string, Set<Endpoint>>();
  for (const connection of sorted.toReversed()) {
    const { initiator, responder } = connection.near;
    const key = `${addressOf(initiator)} ${responder}`;
    const ports = met.get(key) ?? new Set();
    met.set(key, ports);
    later.set(connection, ports.has(initiator) ? ports.size - 1 : ports.size);
    if (counts(connection)) ports.add(initiator);
  }
  return later;
}

/** No clock tells which offer came last before the connection. */
function inDoubt(possible: readonly Candidate[], later: number): Candidate | undefined {
  // As many connections as offers of one port: the first is for the first.
  const left = later === 0 ? [] : possible.filter(({ offer }) => offer.flow === null);
  if (left.length > 0 && left.length <= later + 1) return left[0];
  // A port that was offered twice: the transfer that ran had a connection, and that was the earlier one.
  return [RAN, WANTED].flatMap((said) => possible.find(({ offer }) => lacksFlow(offer, said)) ?? [])[0];
}

function areShared(candidates: readonly Candidate[]): boolean {
  return candidates.some(({ offer }) => offer.control !== candidates[0]?.offer.control);
}

/** Of several sessions' offers leaves out those that were over, then those with a flow, then those without a transfer. */
function sieve(candidates: Candidate[], syn: Moment | undefined): Candidate[] {
  const sieves: ((offer: Offer) => boolean)[] = [
    (offer) => syn === undefined || !endsOf(offer).some((end) => before(end, syn)),
    ({ flow }) => flow === null,
    isWanted,
  ];
  return sieves.reduce((left, fits) => {
    const fitting = left.filter(({ offer }) => fits(offer));
    return fitting.length > 0 ? fitting : left;
  }, candidates);
}

/** The next offer, and the end of the control connection. */
function endsOf({ next, leftBehindBy: left, control }: Offer): Moment[] {
  const { near, far } = control?.connection ?? {};
  const another = next?.offered ?? left;
  return [...(another === null ? [] : [another]), ...(near?.ends ?? []), ...(far?.ends ?? [])];
}

function isWanted({ replies }: Offer): boolean {
  return replies.some(({ code }) => WANTED.has(code));
}

function lacksFlow({ flow, replies }: Offer, said: ReadonlySet<number>): boolean {
  return flow === null && replies.some(({ code }) => said.has(code));
}
