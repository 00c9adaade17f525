import type { Endpoint } from '../../net.js';
import type { KnownEndpoints } from './known-endpoints.js';
import type { Segment } from './leg-prints.js';
import type { Leg } from '../model/leg.js';

type AddLeg = (initiator: Endpoint, responder: Endpoint, isn: number | undefined) => Leg;

/** Of the legs between a segment's ends (`both`) its own. One that shows where a leg begins makes a new one. */
export function legOf(
  segment: Segment,
  both: readonly Leg[] | undefined,
  places: KnownEndpoints,
  add: AddLeg,
): Leg | undefined {
  const { src, dst, syn, ack } = segment;
  if (both?.length === 1 && !syn) return both[0];
  const forth = startedBy(both, src);
  if (syn && ack === undefined) return ofSyn(segment, forth, add);
  const back = startedBy(both, dst);
  if (syn) {
    const isn = ack === undefined ? undefined : previous(ack);
    return back?.find((leg) => leg.isn === isn) ?? add(dst, src, isn);
  }
  return pick(forth, segment, true) ?? pick(back, segment, false) ?? begunUnseen(segment, places, add);
}

function ofSyn({ src, dst, seq }: Segment, forth: readonly Leg[] | undefined, add: AddLeg): Leg {
  const same = forth?.find(({ isn }) => isn === seq || isn === undefined);
  if (same === undefined) return add(src, dst, seq);
  same.isn ??= seq;
  return same;
}

/** A leg whose SYN is not in the capture. */
function begunUnseen({ src, dst, rst, ack }: Segment, places: KnownEndpoints, add: AddLeg): Leg | undefined {
  // A refusal of a SYN that the unit itself sent, which the flow trace does not print.
  if (rst && ack !== undefined) return add(dst, src, previous(ack));
  // A capture that began after the control channel opened still shows that it is there.
  if (places.isControl(dst)) return add(src, dst, undefined);
  if (places.isControl(src)) return add(dst, src, undefined);
  return undefined;
}

/**
 * Behind a proxy that keeps the client's address, two connections with different initial sequence numbers share one
 * tuple. A segment goes to the one whose numbers it continues, without numbers to the latest. The sniffer prints a bare
 * ACK without a sequence number: then its acknowledgement is compared with the SYN-ACK's number.
 */
function pick(legs: readonly Leg[] | undefined, segment: Segment, forth: boolean): Leg | undefined {
  if (legs === undefined || legs.length < 2) return legs?.[0];
  const byAnswer = forth && segment.seq === undefined;
  const number = forth && !byAnswer ? segment.seq : segment.ack;
  if (number === undefined) return legs.at(-1);
  const beyond = ({ isn, synAcks }: Leg): number => {
    const base = byAnswer ? synAcks[0]?.seq : isn;
    return base === undefined ? Infinity : (number - base) >>> 0;
  };
  if (byAnswer && legs.every((leg) => beyond(leg) === Infinity)) return legs.at(-1);
  return legs.reduce((nearest, leg) => (beyond(leg) < beyond(nearest) ? leg : nearest));
}

function previous(ack: number): number {
  return (ack - 1) >>> 0;
}

/** Undefined instead of an empty list. */
function startedBy(legs: readonly Leg[] | undefined, end: Endpoint): readonly Leg[] | undefined {
  const found = legs?.filter(({ initiator }) => initiator === end);
  return found?.length === 0 ? undefined : found;
}
