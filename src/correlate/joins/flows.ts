import { type Endpoint, addressOf } from '../../net.js';
import { offersByEnd } from './dialled-ends.js';
import { chooseOffer, countLater, type Candidate } from './best-offer.js';
import { before, gap, sortedByTime } from '../model/time.js';
import { firstPrint } from '../model/leg-queries.js';
import { isAbout, saysTooBig } from '../model/unreachable.js';
import { groupBy } from '../../collections.js';
import { idsOf } from '../model/control-session.js';
import { expectationId, offersHit, offersTried } from './untaken-offers.js';
import type { Facts } from '../fold/fold.js';
import type { Connection, ControlSession, DataFlow, Offer } from '../model/timeline.js';
import type { Leg } from '../model/leg.js';
import type { Moment } from '../model/moment.js';
import { isPassive } from '../model/offer.js';
import { hostPairs } from '../model/host-pairs.js';

/** Seconds by which a SYN may be printed before its offer and still belong to it: print buffers and clock skew. */
const MAX_SECONDS_BEFORE_OFFER = 5;
const NONE: readonly never[] = [];
/** The same, where its host dials the endpoint once more: then the early connection is rather for an earlier offer. */
const MAX_SECONDS_BEFORE_SECOND = 1;
/** Seconds after an offer from which a connection to its endpoint belongs to something else. */
const MAX_SECONDS_AFTER_OFFER = 900;

/**
 * Gives every data connection to the offer that asked for it: by the EXP line's id (it names the control session), by
 * the expectation's tuple, by the offered endpoint; time decides only between candidates.
 */
export function joinFlows(
  connections: readonly Connection[],
  controlOf: ReadonlyMap<Connection, ControlSession>,
  controls: readonly ControlSession[],
  { unreachable, offloaded, isControl }: Pick<Facts, 'unreachable' | 'offloaded' | 'isControl'>,
): DataFlow[] {
  const dialled = connections.filter(({ near }) => !isControl(near.responder));
  // A WAD log alone has thousands of offers and no connections to join to them, a scan of port 21 as many sessions.
  if (dialled.length === 0) return [];
  const offers = controls.flatMap((control) => control.offers);
  const byEndpoint = offersByEnd(offers, connections);
  const byId = controlsById(controls);
  const byPair = groupBy(
    controls.flatMap((control) => hostPairs(control).map((pair) => ({ control, pair }))),
    ({ pair }) => pair,
  );
  const flows: DataFlow[] = [];
  const sorted = sortedByTime(dialled, ({ near }) => firstPrint(near));
  const later = countLater(sorted);
  // Who dials one offer twice is answered once: a later try that nobody answers, again and again, was not offered anew.
  const answeredLater = countLater(sorted, ({ near }) => near.synAcks.length > 0 || near.syns.length < 2);
  const hitLater = countLater(sorted, (one) => expectationId(one) !== null);
  for (const connection of sorted) {
    if (controlOf.has(connection)) continue;
    const hit = expectationId(connection);
    const again = later.get(connection) ?? 0;
    const known = offersDialled(connection, byEndpoint);
    const offered =
      hit === null
        ? offersTried(known, connection, answeredLater.get(connection) ?? 0)
        : offersHit(known, connection, hitLater.get(connection));
    const timely = offered.filter((offer) => inTime(offer, connection.near, again));
    const candidates = timely.flatMap((offer) => fits(offer, connection, hit, byId));
    const best = chooseOffer(candidates, connection, again);
    const pair = `${addressOf(connection.near.initiator)} ${addressOf(connection.near.responder)}`;
    const { open, last } = openSessions(hit === null ? byPair.get(pair) : NONE, connection);
    const control = hit === null ? last : byId.get(hit);
    const rivals = hit === null ? open.filter((one) => one !== (best?.offer.control ?? last)) : NONE;
    // The offer's own session had ended, and a session of the same client with unreadable offers was open.
    const isDoubtful =
      best !== null && !open.some((one) => one === best.offer.control) && rivals.some(isOpaque);
    if (best === null && hit === null && control === undefined) continue;
    const errors = unreachable.filter((error) => isAbout(error, connection));
    const flow: DataFlow = {
      id: '',
      offer: best?.offer ?? null,
      control: best?.offer.control ?? control ?? null,
      connection,
      join: isDoubtful ? { by: 'time', confidence: 'possible' } : (best?.join ?? null),
      unreachable: errors.filter((error) => !saysTooBig(error)),
      tooBig: errors.filter(saysTooBig),
      rivals: best === null || isDoubtful ? rivals : NONE,
      offloaded: offloaded.get(`${connection.near.initiator}>${connection.near.responder}`) ?? null,
    };
    flows.push(flow);
    if (best === null) continue;
    giveFlow(best.offer, flow);
  }
  return flows;
}

/** The first connection is the offer's, unless only a later one is seen, behind the offer, by the capture that has it. */
function giveFlow(offer: Offer, flow: DataFlow): void {
  const { flow: first, offered } = offer;
  if (first !== null && offered !== null && !isSeenBehind(offered, first) && isSeenBehind(offered, flow)) {
    offer.furtherFlows.push(first);
    offer.flow = flow;
  } else if (first === null) offer.flow = flow;
  else offer.furtherFlows.push(flow);
}

/** Surely behind it, by its own capture or by clocks that are known. */
function isSeenBehind(offered: Moment, { connection: { near, far } }: DataFlow): boolean {
  return [...near.syns, ...(far?.syns ?? [])].some((syn) => before(offered, syn));
}

/** By its own number before those that other VDOMs gave to its packets. */
function controlsById(controls: readonly ControlSession[]): ReadonlyMap<string, ControlSession> {
  return new Map([
    ...controls.flatMap((control) => control.wadIds.map((id) => [id, control] as const)),
    ...controls.flatMap((control) => idsOf(control).map((id) => [id, control] as const)),
    ...controls.flatMap((control) =>
      control.sessionId === null ? [] : [[control.sessionId, control] as const],
    ),
  ]);
}

function offersDialled(
  { near, mapped, far }: Connection,
  byEndpoint: ReadonlyMap<Endpoint, readonly { readonly offer: Offer }[]>,
): Offer[] {
  const ends = [near.responder, mapped, far?.responder ?? null];
  const found = ends.flatMap((end) => (end === null ? [] : (byEndpoint.get(end) ?? [])));
  return [...new Set(found.map(({ offer }) => offer))];
}

function fits(
  offer: Offer,
  connection: Connection,
  hit: string | null,
  byId: ReadonlyMap<string, ControlSession>,
): Candidate[] {
  const { near } = connection;
  const { control } = offer;
  const isOwn = hit !== null && control !== null && [...idsOf(control), ...control.wadIds].includes(hit);
  if (hit !== null && !isOwn && (byId.has(hit) || control?.sessionId != null)) return [];
  // Client and server on one host are each other's address.
  const sides = [isClientHost(control, near.initiator), isServerHost(control, near.initiator)];
  const [isPeer, isOtherEnd] = isPassive(offer) ? sides : sides.reverse();
  if (isOtherEnd && !isPeer) return [];
  if (isOwn) return [{ offer, rank: 3, join: { by: 'expectation-id', confidence: 'proven' } }];
  const named = [offer.external, offer.endpoint, offer.expectation?.destination ?? null];
  const exact =
    named.includes(near.responder) || (connection.mapped !== null && named.includes(connection.mapped));
  if (isPeer) {
    return [
      {
        offer,
        rank: exact ? 2 : 1,
        join: exact ? { by: 'tuple', confidence: 'proven' } : { by: 'elimination', confidence: 'likely' },
      },
    ];
  }
  // Nobody knows this host: only a capture without a client's address, or a client that comes from another one.
  return exact ? [{ offer, rank: 0, join: { by: 'time', confidence: 'likely' } }] : [];
}

function isOpaque({ offers, wad }: ControlSession): boolean {
  return wad.length === 0 && offers.every(({ offered }) => offered === null);
}

/**
 * Of several sessions between the same hosts those that were open, and the last that had begun: their clients share one
 * address.
 */
function openSessions(
  found: readonly { control: ControlSession }[] = [],
  { near }: Connection,
): { open: readonly ControlSession[]; last: ControlSession | undefined } {
  const syn = firstPrint(near);
  const open: ControlSession[] = [];
  let begun: ControlSession | undefined;
  for (const { control } of found) {
    if (syn !== undefined && beganBehind(control, syn)) continue;
    begun = control;
    if (syn === undefined || !hadEnded(control, syn)) open.push(control);
  }
  return { open, last: open.at(-1) ?? begun ?? found[0]?.control };
}

/** One that the capture shows from its middle on had begun before. */
function beganBehind({ connection }: ControlSession, syn: Moment): boolean {
  const start = connection?.near.syns[0] ?? connection?.near.synAcks[0];
  return start !== undefined && before(syn, start);
}

function hadEnded({ connection }: ControlSession, syn: Moment): boolean {
  const isBefore = (end: Moment): boolean => before(end, syn);
  return (
    connection !== null && [connection.near, connection.far].some((leg) => leg?.ends.some(isBefore) === true)
  );
}

function isClientHost(control: ControlSession | null, end: Endpoint): boolean {
  // A capture of the server's side alone shows the address that source NAT gave it.
  return [control?.client, control?.connection?.near.initiator].some(
    (client) => client != null && addressOf(client) === addressOf(end),
  );
}

function isServerHost(control: ControlSession | null, end: Endpoint): boolean {
  return [control?.server, control?.mappedServer].some(
    (server) => server != null && addressOf(server) === addressOf(end),
  );
}

/** The last try counts: a first SYN may come early and its retransmission in time. */
function inTime(offer: Offer, near: Leg, again: number): boolean {
  // The unit's own print of the SYN needs no offset between clocks.
  const traced = near.syns.filter(({ capture }) => capture.clock?.reference === true);
  const tried = traced.length > 0 ? traced : near.syns;
  const [first, last] = [tried[0] ?? firstPrint(near), tried.at(-1) ?? firstPrint(near)];
  const made = offer.offered ?? offer.expectation?.opened ?? null;
  if (made === null || first === undefined || last === undefined) return true;
  const since = gap(made, last);
  if (since !== null && since.most < -(again > 0 ? MAX_SECONDS_BEFORE_SECOND : MAX_SECONDS_BEFORE_OFFER))
    return false;
  const from = gap(made, first);
  return from === null || from.least <= MAX_SECONDS_AFTER_OFFER;
}
