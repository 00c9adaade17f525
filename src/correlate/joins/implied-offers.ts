import { before, gap, order, when } from '../model/time.js';
import { FINAL_REPLY_WITHIN, newOffer } from '../model/offer.js';
import { firstPrint, messageOf } from '../model/leg-queries.js';
import { groupBy } from '../../collections.js';
import { isRefusal, isTransfer } from '../../ftp.js';
import type { ControlSession, DataFlow, Expectation, Offer } from '../model/timeline.js';
import type { FtpCommand, FtpReply } from '../model/control-channel.js';
import type { Moment } from '../model/moment.js';

/** A pinhole that a session list shows without a readable offer: somebody offered this endpoint. */
export function impliedByExpectation(expectations: readonly Expectation[]): Offer[] {
  return expectations
    .filter(({ offer }) => offer === null)
    .map((expectation) => {
      const offer = newOffer(expectation.control, expectation.mapped ?? expectation.destination, null);
      offer.external = expectation.destination;
      offer.expectation = expectation;
      expectation.offer = offer;
      expectation.control?.offers.push(offer);
      return offer;
    });
}

/** A pinhole that was hit without a readable offer. Nothing else invents one. */
export function impliedByHit(flows: readonly DataFlow[]): Offer[] {
  const implied: Offer[] = [];
  const parents = parentsOf(flows);
  for (const flow of flows) {
    const { near, mapped } = flow.connection;
    const parent = parentIn(flow);
    if (flow.offer !== null || parent === null) continue;
    flow.control ??= parents.get(parent) ?? null;
    const offer = newOffer(flow.control, mapped ?? near.responder, null);
    offer.external = near.responder;
    offer.flow = flow;
    flow.offer = offer;
    flow.join = { by: 'expectation-id', confidence: 'proven' };
    implied.push(offer);
    offer.control?.offers.push(offer);
  }
  for (const flow of flows) {
    if (flow.offer === null) takeFurther(flow, implied);
  }
  for (const ofOne of groupBy(implied, ({ control }) => control).values()) {
    ofOne.forEach((offer, at) => {
      takeReplies(offer, ofOne[at + 1]);
    });
    ofOne.forEach((offer) => {
      takeFinalReply(offer, ofOne);
    });
  }
  return implied;
}

/** The id of the control session whose pinhole a connection hit. */
function parentIn({ connection: { near } }: DataFlow): string | null {
  return near.traces.flatMap((trace) => messageOf(trace, 'expectation-match') ?? [])[0]?.sessionId ?? null;
}

/**
 * The sessions that these ids name: a trace that shows none of a session's own packets tells its id by a data
 * connection whose offer another source shows.
 */
function parentsOf(flows: readonly DataFlow[]): ReadonlyMap<string, ControlSession> {
  const named = groupBy(flows, parentIn);
  const parents = new Map<string, ControlSession>();
  for (const [id, children] of named) {
    const [only, ...others] = new Set(children.flatMap(({ control }) => control ?? []));
    if (id !== null && only !== undefined && others.length === 0) parents.set(id, only);
  }
  return parents;
}

/** Further tries at an implied endpoint belong to it as they would to a readable offer. */
function takeFurther(flow: DataFlow, implied: readonly Offer[]): void {
  const offer = implied.find(
    (one) => one.control === flow.control && one.external === flow.connection.near.responder,
  );
  if (offer === undefined) return;
  flow.offer = offer;
  flow.join = { by: 'tuple', confidence: 'likely' };
  offer.furtherFlows.push(flow);
}

/** False where the log began after the hit: what it says may be about the next transfer. */
function tellsOf(syn: Moment, { capture }: Moment): boolean {
  const [hit, start] = [when(syn), capture.first];
  if (hit === null || start === undefined || capture.clock === undefined) return true;
  return start.at - capture.clock.offset <= hit.to;
}

/** Stamps of whole seconds are that far apart at most; the clocks of captures that share nothing are hours apart. */
const JOINED_WITHIN = 5;

type Said = FtpReply | FtpCommand;

const isUnopened = (said: Said): boolean => 'code' in said && said.code === 425;
const refuses = (said: Said): boolean => 'code' in said && isRefusal(said.code);

/** A clock relates them, and by it the second is not the earlier one. */
function mayFollow(one: Moment, other: Moment): boolean {
  const between = gap(one, other);
  return between !== null && between.most >= 0 && between.most - between.least <= JOINED_WITHIN;
}

function closes({ connection: { near, far }, control, offer }: DataFlow, said: Said): boolean {
  const end = near.ends[0] ?? far?.ends[0];
  const since = end === undefined ? null : gap(end, said);
  if (end === undefined || since === null) return false;
  const isInTime = since.least > -FINAL_REPLY_WITHIN && since.most <= FINAL_REPLY_WITHIN;
  // A second try at the endpoint is for the same transfer.
  const isAlone = offer === null || offer.furtherFlows.length === 0;
  return isInTime && !(refuses(said) && isAlone && mayBeginLater(end, said, control));
}

/** The log begins behind the connection's end and with a refusal: it may answer the next transfer, whose offer it misses. */
function mayBeginLater(end: Moment, said: Moment, control: ControlSession | null): boolean {
  const { capture } = said;
  const since = gap(end, { ...said, stamp: capture.first });
  if (since !== null && since.most <= 0) return false;
  return control?.replies.some((one) => one.capture === capture && before(one, said)) !== true;
}

/** The words that an offer of this session owns. */
function ownedIn({ offers }: ControlSession): ReadonlySet<unknown> {
  return new Set<unknown>(offers.flatMap(({ replies, commands }) => [...replies, ...commands]));
}

/**
 * Flow traces of whole seconds may not tell whether the hit or the final reply came first. What WAD names as the reply to a
 * transfer, at the end of a data connection that is the only one it can be about, is about that one.
 */
function takeFinalReply(offer: Offer, implied: readonly Offer[]): void {
  const { control, flow } = offer;
  if (control === null || flow === null) return;
  const owned = ownedIn(control);
  const mayBeOf = (one: Offer, said: FtpReply): boolean => {
    const syn = synOf(one);
    if (syn === undefined || one.replies.length > 0 || order(syn, said) === 'after') return false;
    if (isUnopened(said) && !mayFollow(syn, said)) return false;
    return !implied.some((later) => isDialledBetween(syn, synOf(later), said));
  };
  const found = control.replies.filter(
    (said) =>
      said.code >= 200 &&
      isTransfer(said.command ?? '') &&
      !owned.has(said) &&
      closes(flow, said) &&
      implied.every((one) => mayBeOf(one, said) === (one === offer)),
  );
  if (found.length === 1) offer.replies.push(...found);
}

const synOf = ({ flow }: Offer): Moment | undefined =>
  flow === null ? undefined : firstPrint(flow.connection.near);

/** A client asks for its next data connection when the transfer before has its final reply. */
function isDialledBetween(earlier: Moment, later: Moment | undefined, said: FtpReply): boolean {
  return later !== undefined && order(earlier, later) === 'before' && order(later, said) === 'before';
}

/** What the control channel said after the hit, up to the next offer, where no readable offer owns it. */
function takeReplies(offer: Offer, later: Offer | undefined): void {
  const { control, flow } = offer;
  if (control === null || flow === null) return;
  const syn = firstPrint(flow.connection.near);
  if (syn === undefined) return;
  const owned = ownedIn(control);
  const next = later?.flow;
  const end = next == null ? undefined : firstPrint(next.connection.near);
  const fits = (said: Said): boolean => {
    if (owned.has(said) || !(tellsOf(syn, said) || closes(flow, said))) return false;
    // One implied offer alone needs no clock: what its session says of a transfer speaks of it. But a 425 means that no
    // data connection came, and this one has one: without a clock between them it may speak of the next transfer.
    const alone = control.offers.length === 1 && (!isUnopened(said) || mayFollow(syn, said));
    const after = order(syn, said);
    const early = end === undefined ? null : order(said, end);
    return alone ? after !== 'after' : after === 'before' && (end === undefined || early === 'before');
  };
  offer.commands.push(...control.commands.filter(fits));
  offer.replies.push(...control.replies.filter(fits));
}
