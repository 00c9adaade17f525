import { isRefusal } from '../../ftp.js';
import { gap } from '../../correlate/model/time.js';
import type { End, Leg, Sighting } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import { hasSentBytes } from '../observations/sent-bytes.js';
import type { OfferCase } from '../cases/offer-case.js';
import { PEER_WAITS_FOR_BYTES } from '../limits.js';

export interface HeldData {
  /** The first data that the proxy took. */
  readonly first: Moment;
  /** The waiting side gives up. */
  readonly end: End;
  /** The side that waited in vain. */
  readonly by: End['by'];
  readonly seconds: number;
}

/** The proxy took data from one side and gave none to the other, until that one gave up. */
export function heldData(it: OfferCase): HeldData | null {
  const { closing } = it.replies;
  const { near, far } = it.flow?.connection ?? {};
  if (!it.proxied || near === undefined || far == null || far === near) return null;
  if (it.near?.opened == null || it.far?.opened == null) return null;
  if (closing !== null && !isRefusal(closing.code)) return null;
  return waited(far, near, 'initiator') ?? waited(near, far, 'responder');
}

/** The side `by` of the leg `waiting` closed long after the other side had sent its first data on the leg `giving`. */
function waited(giving: Leg, waiting: Leg, by: End['by']): HeldData | null {
  const [first] = by === 'initiator' ? giving.responderData : giving.initiatorData;
  const [end] = waiting.ends;
  if (first === undefined || end?.by !== by) return null;
  const unit = by === 'initiator' ? 'responder' : 'initiator';
  if (hasSentBytes(waiting, unit) || !wouldShowGiven(waiting, end)) return null;
  const seconds = gap(first, end)?.least ?? 0;
  return seconds >= PEER_WAITS_FOR_BYTES ? { first, end, by, seconds } : null;
}

/** A flow trace prints what comes in alone, and so never what the proxy itself sends. */
function wouldShowGiven({ syns, synAcks }: Leg, { by, capture }: End): boolean {
  const sentByUnit: readonly Sighting[] = by === 'initiator' ? synAcks : syns;
  return capture.source === 'sniffer' && sentByUnit.some((print) => print.capture === capture);
}
