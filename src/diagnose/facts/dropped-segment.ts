import type { FlowDrop } from '../../events/flow.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import type { Leg, Trace } from '../../correlate/model/leg.js';
import type { Kept } from '../../correlate/model/moment.js';
import { order } from '../../correlate/model/time.js';
import type { Connection } from '../../correlate/model/timeline.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isSyn } from '../observations/drop-reason.js';
import { latestOf } from '../observations/memoize.js';

/** A packet of an open connection that its sender repeats and that the kernel drops each time. */
export interface DroppedSegment {
  readonly by: 'initiator' | 'responder';
  readonly isSynAck: boolean;
  readonly prints: readonly [Trace, ...Trace[]];
  readonly drop: Kept<FlowDrop>;
}

/**
 * What the kernel drops behind the SYN, by what its trace says: the last packets of one sender, with one and the same
 * sequence number. A single drop is none: its repetition may have come through. After a FIN or RST late packets find no
 * session any more, and that harms nobody.
 */
export function droppedSegment(connection: Connection | null | undefined): DroppedSegment | null {
  if (connection == null) return null;
  for (const leg of legsOf(connection)) {
    const found = droppedFrom(leg, 'responder') ?? droppedFrom(leg, 'initiator');
    if (found !== null) return found;
  }
  return null;
}

function droppedFrom(leg: Leg, by: 'initiator' | 'responder'): DroppedSegment | null {
  const sent = leg.traces.filter(({ src }) => src === leg[by]).filter((trace) => !isSyn(trace));
  const last = sent.at(-1);
  const drop = last === undefined ? undefined : messageOf(last, 'drop');
  // A later packet of this sender that got no trace of its own was treated as the first ones: let through.
  if (last !== undefined && leg.untraced[by] > last.order) return null;
  if (last?.seq === undefined || drop === undefined || /[FR]/.test(last.flags ?? '')) return null;
  const [first, ...others] = sent.filter(
    (trace) => trace.seq === last.seq && messageOf(trace, 'drop') !== undefined,
  );
  if (first === undefined || others.length === 0) return null;
  if (leg.ends.some((end) => order(end, first) !== 'after')) return null;
  return { by, isSynAck: last.flags?.includes('S') === true, prints: [first, ...others], drop };
}

/** Of an offer's data connection. A transfer that the server confirmed did not break. */
export const droppedData = latestOf(({ flow, replies }: OfferCase): DroppedSegment | null => {
  const { closing, aborted } = replies;
  if (aborted !== null || (closing !== null && closing.code < 300)) return null;
  return droppedSegment(flow?.connection);
});
