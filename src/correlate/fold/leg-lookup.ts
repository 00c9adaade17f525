import type { Endpoint } from '../../net.js';
import type { KnownEndpoints } from './known-endpoints.js';
import type { Segment } from './leg-prints.js';
import type { Leg } from '../model/leg.js';
import { numberedOf, type Between } from './leg-index.js';
import { insertNumber, nearestBefore } from './legs-of-tuple.js';

type AddLeg = (initiator: Endpoint, responder: Endpoint, isn: number | undefined) => Leg;

/** Of the legs between a segment's ends (`both`) its own. One that shows where a leg begins makes a new one. */
export function legOf(
  segment: Segment,
  both: Between | undefined,
  places: KnownEndpoints,
  add: AddLeg,
): Leg | undefined {
  const { syn, ack } = segment;
  if (both?.legs.length === 1 && !syn) return both.legs[0];
  if (syn) return ack === undefined ? ofSyn(segment, both, add) : ofSynAck(segment, ack, both, add);
  return pick(both, segment, true) ?? pick(both, segment, false) ?? begunUnseen(segment, places, add);
}

function ofSyn({ src, dst, seq }: Segment, both: Between | undefined, add: AddLeg): Leg {
  const many = numberedOf(both, src);
  const few = many === undefined ? startedBy(both, src) : undefined;
  const same =
    many === undefined
      ? few?.find(({ isn }) => isn === seq || isn === undefined)
      : (many.byIsn.get(seq) ?? many.byIsn.get(undefined));
  if (same === undefined)
    return (seq === undefined ? begunNumbered(few ?? many?.legs.slice(-1)) : undefined) ?? add(src, dst, seq);
  if (same.isn === undefined && both !== undefined) both.numbered = undefined;
  same.isn ??= seq;
  return same;
}

/**
 * A flow trace of IPv6, or of an old release, prints no number. Where a sniffer has shown the connection before, the
 * k-th such SYN is the k-th connection that came in; one more is a repetition while nobody has answered.
 */
function begunNumbered(legs: readonly Leg[] | undefined): Leg | undefined {
  const untold = legs?.find((leg) => !hasNumberless(leg) && !isSentByUnit(leg));
  if (untold !== undefined) return untold;
  const latest = legs?.at(-1);
  return latest?.synAcks.length === 0 && latest.ends.length === 0 && !isSentByUnit(latest)
    ? latest
    : undefined;
}

const hasNumberless = ({ syns }: Leg): boolean => syns.some(({ seq }) => seq === undefined);

/** The kernel traces what arrives, and not the proxy's own SYN. */
const isSentByUnit = ({ syns }: Leg): boolean =>
  syns.length > 0 && syns.every(({ direction }) => direction === 'out');

function ofSynAck({ src, dst, seq }: Segment, ack: number, both: Between | undefined, add: AddLeg): Leg {
  const isn = previous(ack);
  const many = numberedOf(both, dst);
  const same =
    many === undefined
      ? startedBy(both, dst)?.find((leg) => leg.isn === isn || isBegunUnanswered(leg))
      : many.byIsn.get(isn);
  const leg = same ?? add(dst, src, isn);
  if (leg.isn === undefined && both !== undefined) both.numbered = undefined;
  leg.isn ??= isn;
  if (many !== undefined && seq !== undefined && leg.synAcks.length === 0)
    insertNumber(many.answers, seq, leg);
  return leg;
}

/** A flow trace that began later showed it first; a sniffer has the answer to its SYN. */
function isBegunUnanswered({ isn, synAcks, syns }: Leg): boolean {
  return isn === undefined && syns.length === 0 && synAcks.length === 0;
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
function pick(both: Between | undefined, segment: Segment, forth: boolean): Leg | undefined {
  const initiator = forth ? segment.src : segment.dst;
  const byAnswer = forth && segment.seq === undefined;
  const number = forth && !byAnswer ? segment.seq : segment.ack;
  const many = numberedOf(both, initiator);
  if (many !== undefined && number !== undefined) {
    const nearest = nearestBefore(byAnswer ? many.answers : many.isns, number);
    if (nearest !== undefined) return nearest;
  }
  return nearestOf(many?.legs ?? startedBy(both, initiator), number, byAnswer);
}

function nearestOf(
  legs: readonly Leg[] | undefined,
  number: number | undefined,
  byAnswer: boolean,
): Leg | undefined {
  if (legs === undefined || legs.length < 2) return legs?.[0];
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
function startedBy(both: Between | undefined, end: Endpoint): readonly Leg[] | undefined {
  const found = both?.legs.filter(({ initiator }) => initiator === end);
  return found?.length === 0 ? undefined : found;
}
