import type { OfferCase } from '../../cases/offer-case.js';
import { meaningOfDrop } from '../../../catalogue/flow-verdict.js';
import { droppedData } from '../../facts/dropped-segment.js';
import { keptHandshake } from '../../facts/kept-handshake.js';
import { keptData, keptOfOffer, keptSyn, type KeptWord } from '../../facts/not-forwarded.js';
import type { Stage } from '../../../document.js';
import type { KeptPacket } from '../../observations/kept-packet.js';
import { sessionlessPacket } from '../../facts/other-way-back.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Claim, Rule } from '../../rule.js';
import { dialler, farName, offerName } from '../../wording/sentences.js';
import { notForwardedCause } from '../shared/not-forwarded.js';
import { keptTimes } from '../../wording/not-forwarded.js';
import { dialledEnd } from '../../facts/dialling.js';

/** A packet came in again and again and never left: the unit kept it, and no line of it says why. */
function rule(
  stage: Stage,
  judge: (it: OfferCase) => { packet: KeptPacket; what: string; how?: string } | null,
): Rule {
  return {
    ...notForwardedCause,
    stage,
    judge: (it): Claim | null => {
      const kept = judge(it);
      if (kept === null) return null;
      const { packet, what, how = keptTimes(packet) } = kept;
      return {
        message: `The unit did not pass on ${what}: ${how}.`,
        evidence: [...packet.prints.slice(0, 4), it.offer.offered, it.syn],
        lacks: 'the packet on its way out',
        confidence: packet.confidence,
        steps: stepsFor(notForwardedCause.steps, it),
      };
    },
  };
}

function wordOf(it: OfferCase, stage: 'offer' | 'transfer'): KeptWord | null {
  const kept = keptOfOffer(it);
  return kept?.stage === stage ? kept.word : null;
}

/** The same where a line of the flow trace says that the unit dropped it, and why. */
function ofDrop(stage: Stage, isSynAck: boolean): Rule {
  return {
    ...notForwardedCause,
    stage,
    judge: (it): Claim | null => {
      const dropped = droppedData(it);
      // Where the answer takes another way around the unit, another rule says more.
      if (dropped?.isSynAck !== isSynAck || sessionlessPacket(it) !== null) return null;
      const from = dropped.by === 'initiator' ? dialler(it) : farName(it);
      const what = isSynAck
        ? `the answer of ${from} to the SYN of ${dialler(it)}`
        : `what ${from} sent for ${offerName(it)}`;
      return {
        message: `The unit dropped ${what}, ${dropped.prints.length} times. ${meaningOfDrop(dropped.drop)}`,
        evidence: [dropped.drop.moment, ...dropped.prints.slice(0, 4), it.offer.offered, it.syn],
        steps: stepsFor(notForwardedCause.steps, it),
      };
    },
  };
}

/** In the order of the stages that they break. */
export const synAckDropped = ofDrop('clientLeg', true);
export const dataDropped = ofDrop('transfer', false);

export const offerNotForwarded = rule('offer', (it) => {
  const word = wordOf(it, 'offer');
  return word === null ? null : { packet: word.packet, what: `${word.name} with ${offerName(it)}` };
});

export const synNotForwarded = rule('admission', (it) => {
  const packet = keptSyn(it);
  return packet === null ? null : { packet, what: `the SYN of ${dialler(it)} to ${dialledEnd(it)}` };
});

export const handshakeNotForwarded = rule('clientLeg', (it) => {
  const kept = keptHandshake(it);
  if (kept === null) return null;
  const { packet, isAck } = kept;
  if (!isAck) return { packet, what: `the answer of ${farName(it)} to the SYN of ${dialler(it)}` };
  return {
    packet,
    what: `the ACK of ${dialler(it)} that completes the handshake`,
    how: `it came in and was never seen to leave, and ${farName(it)} repeats its SYN-ACK`,
  };
});

export const transferNotForwarded = rule('transfer', (it) => {
  const word = wordOf(it, 'transfer');
  if (word !== null) return { packet: word.packet, what: `${word.name} of the transfer of ${offerName(it)}` };
  const packet = keptData(it);
  if (packet === null) return null;
  const from = packet.by === 'initiator' ? dialler(it) : farName(it);
  return {
    packet,
    what: `${packet.fin ? 'the end of the data' : 'data'} that ${from} sent for ${offerName(it)}`,
  };
});
