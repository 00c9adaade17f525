import { completesTransfer } from '../../ftp.js';
import type { DropReason, FlowDrop } from '../../events/flow.js';
import { inLastVdom, tracesForth } from '../../correlate/model/vdom-chain.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import { before, order } from '../../correlate/model/time.js';
import type { Trace } from '../../correlate/model/leg.js';
import type { Kept } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isOtherSource } from './pinhole-ownership.js';
import { isFinal, isOutlasted } from '../observations/capture-coverage.js';

export interface Denial {
  readonly trace: Trace;
  readonly drop: Kept<FlowDrop>;
}

/**
 * The last denial of an offer's data SYN, if it is final. That means that no later try was admitted; and that a
 * retransmission met the same fate, or the transfer was refused, or a capture shows that no other try followed.
 */
export function finalDenial(it: OfferCase, ...reasons: readonly DropReason[]): Denial | null {
  if (it.admitted && it.hit === null) return null;
  if (it.opened || isConfirmed(it) || it.far?.leg != null) return null;
  const last = it.denied.at(-1);
  if (last === undefined || isUndone(it, last.trace) || !wasOpenToIt(it)) return null;
  if (reasons.length > 0 && !reasons.includes(last.drop.reason)) return null;
  const prints = it.denied.map(({ trace }) => trace);
  const { captures } = it.timeline;
  return isFinal(prints, it.offer) || wasRefused(it, last.trace) || isOutlasted(prints, captures)
    ? last
    : null;
}

const isConfirmed = ({ replies: { closing } }: OfferCase): boolean =>
  closing !== null && completesTransfer(closing.code);

const wasOpenToIt = (it: OfferCase): boolean => stoodWhenDialled(it) && !mayBeSecond(it);

/**
 * False if the proxy had freed the pinhole, because of a later offer, or may have freed it, before the SYN came: the
 * denial then has that reason. A transfer that was refused before the later offer had been dialled before it.
 */
function stoodWhenDialled(it: OfferCase): boolean {
  const { expectationFreed: freed } = it.offer;
  if (freed === null) return true;
  const syns = it.flow?.connection.near.syns ?? [];
  if (syns.some((syn) => before(syn, freed))) return true;
  const { closing } = it.replies;
  return closing !== null && closing.code >= 400 && syns.every((syn) => order(syn, freed) !== 'after');
}

/** True if the client was denied because it dialled an offer whose pinhole the proxy had freed. */
export function deniedAfterFreed({ offer: { expectationFreed: freed }, flow, denied }: OfferCase): boolean {
  if (freed === null || denied.length === 0) return false;
  return (flow?.connection.near.syns ?? []).every((syn) => order(syn, freed) === 'after');
}

/**
 * The pinhole fits what was denied and was open, so that somebody has used it, and the trace lacks packets since the
 * offer: of the connection that did, whose transfer may have gone well (sample proxy-used-twice). Where the transfer was
 * refused, or the words of the session go on to its end and tell of none, nobody did.
 */
export function mayBeSecond(it: OfferCase): boolean {
  const { expectation, hit, replies, offer, denied } = it;
  const trace = denied[0]?.trace;
  if (expectation === null || hit !== null || offer.offered === null || trace === undefined) return false;
  if (
    replies.closing !== null ||
    toldOfNoTransfer(it) ||
    trace.dst !== expectation.destination ||
    isOtherSource(it)
  )
    return false;
  const { capture, behindGap } = trace;
  if (behindGap !== undefined && order(behindGap, offer.offered) !== 'before') return true;
  return order(offer.offered, { capture, stamp: capture.first, order: -1 }) === 'before';
}

function toldOfNoTransfer({ offer: { offered, wordsLostAt }, replies, ended }: OfferCase): boolean {
  return replies.opening === null && wordsLostAt === null && ended?.capture === offered?.capture;
}

/** True if a later try of the same connection was let in, or if the unit answered one. */
function isUndone(it: OfferCase, denied: Trace): boolean {
  if (it.near?.opened != null) return true;
  const traces = it.flow === null ? [] : inLastVdom(tracesForth(it.flow.connection));
  return traces.some(
    (trace) =>
      messageOf(trace, 'drop') === undefined &&
      (messageOf(trace, 'expectation-match') ?? messageOf(trace, 'policy-allow')) !== undefined &&
      order(trace, denied) !== 'before',
  );
}

/** True if the transfer was refused, unless that is known to have come before the denial. */
function wasRefused({ replies: { closing } }: OfferCase, denied: Trace): boolean {
  return closing !== null && closing.code >= 400 && order(closing, denied) !== 'before';
}
