import { ahead } from '../../net.js';
import type { End, Leg, Sighting } from '../../correlate/model/leg.js';

/**
 * True if this side sent data on this leg. Where the capture lost that data, the number of the side's FIN or reset still
 * counts it, and so does what the other side acknowledges at its end.
 */
export function hasSentBytes(leg: Leg, by: End['by']): boolean {
  const [data, handshake] =
    by === 'initiator' ? [leg.initiatorData, leg.syns] : [leg.responderData, leg.synAcks];
  if (data.length > 0) return true;
  const begun = handshake[0]?.seq ?? (by === 'responder' ? acknowledged(leg.initiatorAcks) : undefined);
  if (begun === undefined) return false;
  // The handshake counts one, and a FIN that is acknowledged another.
  return leg.ends.some((end) =>
    end.by === by
      ? end.seq !== undefined && ahead(end.seq, begun) > 1
      : end.ack !== undefined && ahead(end.ack, begun) > 2,
  );
}

/** The number of the SYN-ACK that the first acknowledgement is about. */
function acknowledged([first]: readonly Sighting[]): number | undefined {
  return first?.ack === undefined ? undefined : first.ack - 1;
}
