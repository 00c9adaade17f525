import type { LegEnds } from './leg-index.js';

/**
 * Legs whose hosts are in no known control session wait in a ring of this size, because a SYN may precede the file with
 * its offer. Beyond it the oldest is evicted; the report counts them (`omitted.legs`).
 */
const RING_SIZE = 16_384;

export interface WaitingLegs {
  /** Returns the ends that have waited for longest and have to make room, if any. */
  readonly push: (ends: LegEnds) => LegEnds | undefined;
}

export function createWaitingLegs(): WaitingLegs {
  let ring: LegEnds[] = [];
  let start = 0;
  return {
    push({ initiator, responder }) {
      ring.push({ initiator, responder });
      if (ring.length - start <= RING_SIZE) return undefined;
      const oldest = ring[start];
      start += 1;
      if (start > RING_SIZE) {
        ring = ring.slice(start);
        start = 0;
      }
      return oldest;
    },
  };
}
