import { before } from '../../correlate/model/time.js';
import type { Leg, Sighting } from '../../correlate/model/leg.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../cases/offer-case.js';
import { tries } from '../observations/capture-coverage.js';
import { isBeyond, type KeptPacket } from '../observations/kept-packet.js';
import { latestOf } from '../observations/memoize.js';
import { isPassedOn, keptSynAck } from './not-forwarded.js';

export interface KeptHandshake {
  readonly packet: KeptPacket;
  readonly isAck: boolean;
}

/** The packet of the data connection's handshake that came in and never left: the SYN-ACK, or the ACK behind it. */
export const keptHandshake = latestOf((it: OfferCase): KeptHandshake | null => {
  const answer = keptSynAck(it);
  if (answer !== null) return { packet: answer, isAck: false };
  const { closing } = it.replies;
  const isConfirmed = closing !== null && closing.code < 300;
  const packet = it.flow === null || isConfirmed ? null : keptAck(legsOf(it.flow.connection));
  return packet === null ? null : { packet, isAck: true };
});

/**
 * The ACK came in at once, and the dialled host still repeats its SYN-ACK, which the unit passes on each time: nothing
 * of the dialling host behind its SYN has left. A FIN may leave at the end; it comes too late for the transfer.
 */
function keptAck(legs: readonly Leg[]): KeptPacket | null {
  if (!isPassedOn(legs) || legs.some(({ responderData }) => responderData.length > 0)) return null;
  const isSniffed = ({ capture }: Sighting): boolean => capture.source === 'sniffer';
  const sent = legs
    .flatMap(({ initiatorAcks, initiatorData }) => [...initiatorAcks, ...initiatorData])
    .filter(isSniffed);
  const [ack] = sent;
  if (ack === undefined || sent.some((one) => one.direction === 'out' || isBeyond(ack, one))) return null;
  const syn = legs.flatMap(({ syns }) => syns).find((one) => isBeyond(ack, one));
  const answers = legs.flatMap(({ synAcks }) => synAcks).filter(isSniffed);
  const [first] = answers;
  const here = answers.filter(
    ({ capture, interface: name }) => capture === first?.capture && name === first.interface,
  );
  const again = here.at(-1);
  if (syn === undefined || again === undefined || tries(here) < 2 || !before(ack, again)) return null;
  return {
    ...{ by: 'initiator', fin: false, firstAt: ack.stamp?.at, prints: [ack, ...here.slice(1)] },
    confidence: ack.direction === 'in' ? 'proven' : 'likely',
    isRefused: false,
  };
}
