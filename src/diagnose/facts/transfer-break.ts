import { isRefusal } from '../../ftp.js';
import { before, byTime, order } from '../../correlate/model/time.js';
import type { End } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import { prints } from '../../correlate/model/leg-queries.js';
import { tries } from '../observations/capture-coverage.js';
import { dataAlert, endsInAlert } from './data-tls.js';
import { droppedData } from './dropped-segment.js';
import { heldData } from './held-data.js';
import { latestOf } from '../observations/memoize.js';
import { keptData } from './not-forwarded.js';
import { plainBesideTls } from './cleartext-data.js';
import { strayRefusal } from './stray-refusal.js';
import { stopsAtAnswer } from './stopped-answer.js';
import { stuckSegment } from './stuck-segment.js';
import { unackedSegment } from './unacked-segment.js';
import { unusedConnection } from './unused-connection.js';
import { unreadData } from './unread-data.js';
import { unacknowledged } from './unacked-syn-ack.js';
import { unconfirmed } from './missing-final-reply.js';

/**
 * True if a line shows that the transfer broke after the connection opened: a 4xx/5xx closing reply, a reset before
 * the regular end, data that nobody received, or cleartext where TLS was expected (a server that sent either may even
 * confirm such a transfer). A refusal that may be about this transfer or another one also forbids to say that it worked.
 */
export function isBroken(it: OfferCase): boolean {
  const { closing } = it.replies;
  const lost = keptData(it) ?? droppedData(it) ?? unackedSegment(it) ?? unreadData(it);
  if (lost !== null || plainBesideTls(it) !== null) return true;
  if (closing !== null) return isRefusal(closing.code) || wasRefused(it) || isUnheard(it);
  if (strayRefusal(it) !== null || endsInAlert(it) || stopsAtAnswer(it)) return true;
  return (breakOf(it) ?? unacknowledged(it) ?? unusedConnection(it) ?? cutOff(it)) !== null;
}

/** Nothing but a reset answered the SYN: a server that confirms such a transfer had no data connection for it. */
function wasRefused({ near, far, offer: { furtherFlows } }: OfferCase): boolean {
  const isRefused = [near, far].some((side) => side?.state === 'refused');
  return isRefused && far?.opened == null && near?.opened == null && furtherFlows.length === 0;
}

/**
 * All that is shown of the connection is that its SYN came again and again after it was let in: a transfer that is
 * confirmed may be another one, whose offer is lost.
 */
function isUnheard({ flow, near, far, denied, offer: { furtherFlows } }: OfferCase): boolean {
  if (flow === null || far?.opened != null || near?.opened != null || furtherFlows.length > 0) return false;
  const legs = legsOf(flow.connection);
  const letIn = flow.connection.near.syns.filter((syn) => !denied.some(({ trace }) => trace === syn));
  return legs.every((leg) => leg.syns.length === prints(leg).length) && tries(letIn) > 1;
}

/** The reset of the control connection while the transfer ran: nobody was told how it ended. */
function cutOff({ control, replies: { opening } }: OfferCase): End | null {
  const ends = [...(control?.connection?.near.ends ?? []), ...(control?.connection?.far?.ends ?? [])];
  const [first] = [...ends].sort(byTime);
  return opening !== null && first?.type === 'rst' && order(first, opening) === 'after' ? first : null;
}

/**
 * The line that shows the break without a reply: cleartext beside TLS, a segment that was kept, dropped or got stuck, a
 * reset, a TLS alert, data that the proxy held, or a session that went on without a confirmation.
 */
export const breakOf = latestOf(
  (it: OfferCase): Moment | null =>
    plainBesideTls(it)?.plain.moment ??
    segmentOf(it) ??
    resetOf(it) ??
    unreadData(it)?.reset ??
    dataAlert(it)?.alert.moment ??
    heldData(it)?.end ??
    unconfirmed(it)?.line ??
    null,
);

/** The line of a segment that was kept, dropped or got stuck. */
function segmentOf(it: OfferCase): Moment | undefined {
  return keptData(it)?.prints[0] ?? droppedData(it)?.drop.moment ?? stuckSegment(it)?.prints.at(-1);
}

/** The reset of a data connection that neither side had begun to close, unless an ABOR of the client explains it. */
export function resetOf(it: OfferCase): End | null {
  const { aborted } = it.replies;
  // A capture of what comes in alone shows the end of each side on another leg.
  const closes = [it.far, it.near].flatMap((side) => side?.ends.filter(({ type }) => type === 'fin') ?? []);
  for (const side of [it.far, it.near]) {
    // A flow trace prints what comes in alone: the far side's answer shows that the near side is open as well.
    const isOpen = side?.opened != null || (it.far?.opened != null && it.far.ends.length === 0);
    const [first] = side?.ends ?? [];
    if (!isOpen || first?.type !== 'rst' || closes.some((fin) => before(fin, first))) continue;
    if (aborted === null || order(aborted, first) === 'after') return first;
  }
  return null;
}

/** The line that shows the connection open at its far end. */
export function ackOf(it: OfferCase): Moment | null {
  return it.far?.opened ?? it.replies.closing ?? null;
}
