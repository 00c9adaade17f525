import { isTransfer } from '../../ftp.js';
import { order } from '../../correlate/model/time.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import type { FtpCommand, FtpReply } from '../../correlate/model/control-channel.js';
import type { Leg, Sighting } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Connection, ControlSession, Offer } from '../../correlate/model/timeline.js';
import { inLastVdom, legsOf } from '../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../cases/offer-case.js';
import { filterShows } from '../observations/capture-coverage.js';
import { isReply } from '../observations/control-dialogue.js';
import { isProxied } from '../observations/inspection.js';
import {
  isBeyond,
  keptPrints,
  keptSegment,
  ownReset,
  refusedSegment,
  senders,
  sentBy,
  type KeptPacket,
} from '../observations/kept-packet.js';
import type { Replies } from '../observations/transfer-replies.js';
import { atEdge, linksOf } from '../observations/vdom-links.js';
import { onceOf, latestOf } from '../observations/memoize.js';
import { farEnd } from './dialling.js';
import { unresolvedFar } from './unanswered-arp.js';

/** A command or reply that the unit kept: its name if it can be read, and its first line. */
export interface KeptWord {
  readonly packet: KeptPacket;
  readonly said: FtpCommand | FtpReply | null;
  readonly name: string;
}

const legsIn = (connection: Connection | null | undefined): Leg[] =>
  connection == null ? [] : legsOf(connection);

/**
 * True if the unit passes packets on as they are. A proxy has a connection of its own on each side: what comes in
 * need not leave in the same form.
 */
export function isPassedOn(legs: readonly Leg[]): boolean {
  const [near, ...others] = legs;
  return near !== undefined && others.every(({ isn }) => isn === near.isn);
}

/**
 * The first command or reply of a session that came in and never left. Nothing that is said after it arrives either.
 */
export const keptWord = onceOf((control: ControlSession): KeptWord | null => {
  const legs = legsIn(control.connection);
  if (isProxied(control) || !isPassedOn(legs)) return null;
  const answer = keptAnswer(legs);
  if (answer !== null) return { packet: answer, said: null, name: 'the answer to the SYN' };
  const packet = keptSegment(legs) ?? refusedSegment(legs);
  // A kept FIN harms nobody: the session was over.
  if (packet === null || packet.fin) return null;
  const said = saidBy(control, packet);
  return { packet, said, name: nameOf(said) };
});

/**
 * The first command or reply of that side from the kept packet on. It may be spread over several segments, and is
 * then read with the last of them.
 */
export function saidBy(
  control: ControlSession,
  packet: Pick<KeptPacket, 'by' | 'firstAt' | 'prints'>,
): FtpCommand | FtpReply | null {
  const { by, firstAt, prints } = packet;
  if (firstAt === undefined) return null;
  const all = by === 'initiator' ? [...control.clientSaid, ...control.commands] : control.replies;
  const later = all.filter(
    ({ capture, stamp }) => capture === prints[0].capture && stamp !== undefined && stamp.at >= firstAt,
  );
  return later.reduce<FtpCommand | FtpReply | null>(
    (first, one) => (first === null || one.order < first.order ? one : first),
    null,
  );
}

function nameOf(said: FtpCommand | FtpReply | null): string {
  if (said === null) return 'a segment';
  return isReply(said) ? `reply ${said.code}` : `the command ${said.command}`;
}

/** How the kept word concerns an offer: it is part of the offer, or of the offer's transfer. */
export function keptOf(
  { offered, toldToClient, next }: Pick<Offer, 'offered' | 'toldToClient' | 'next'>,
  said: FtpCommand | FtpReply | null,
  spoken: Replies,
): 'offer' | 'transfer' | null {
  const isSaid = (moment: Moment | null | undefined): boolean =>
    said !== null &&
    moment != null &&
    moment.line.line === said.line.line &&
    moment.line.file === said.line.file;
  if ([offered, toldToClient?.moment, spoken.answer].some(isSaid)) return 'offer';
  const { wanted, opening, closing } = spoken;
  if ([wanted, opening, closing].some(isSaid)) return 'transfer';
  // A verb that the unit kept is shown at the client's side alone.
  const isVerb = said !== null && !isReply(said) && isTransfer(said.command);
  if (!isVerb || wanted !== null || offered === null || order(offered, said) !== 'before') return null;
  return next?.offered == null || order(said, next.offered) === 'before' ? 'transfer' : null;
}

/** The kept word, if it concerns this offer. */
export function keptOfOffer({
  control,
  offer,
  replies,
}: OfferCase): { word: KeptWord; stage: 'offer' | 'transfer' } | null {
  const word = control === null ? null : keptWord(control);
  const stage = word === null ? null : keptOf(offer, word.said, replies);
  return word === null || stage === null ? null : { word, stage };
}

/** A data SYN that came in and never left, while nothing says why. */
export const keptSyn = latestOf((it: OfferCase): KeptPacket | null => {
  const { flow, control } = it;
  if (flow === null || control === null || it.opened || it.admitted || it.denied.length > 0) return null;
  const { near } = flow.connection;
  const legs = legsOf(flow.connection);
  if (!isPassedOn(legs) || legs.some(hasAnswer) || unresolvedFar(it) !== null) return null;
  const by = it.passive ? 'initiator' : 'responder';
  // The unit took it for a packet of an older connection; another rule explains that.
  if (inLastVdom(near.traces).some((trace) => messageOf(trace, 'session-match') !== undefined)) return null;
  const ofControl = legsIn(control.connection);
  const shown = atEdge(
    ofControl.flatMap((leg) => sentBy(leg, by)),
    linksOf(ofControl),
  );
  // At a VDOM link it leaves one VDOM and comes to the next: of these prints the second tells of another try as well.
  const links = linksOf(legs);
  const syns = legs
    .flatMap((leg) => leg.syns)
    .filter((one) => one.direction !== 'out' || atEdge([one], links).length > 0);
  const hosts = [near.initiator, ...senders(ofControl, by)];
  const refusal = ownReset(legs, near, 'initiator');
  const packet =
    refusal === null ? keptPrints(syns, 'initiator', shown, hosts) : refusedSyn(syns, refusal, shown);
  const hidden =
    packet !== null && filterShows(packet.prints[0].capture, near.initiator, farEnd(it)) === 'no';
  return hidden ? null : packet;
});

/** By the host that was dialled: a reset that leaves the unit is not its answer. */
function hasAnswer({ synAcks, responderData, ends }: Leg): boolean {
  return synAcks.length + responderData.length > 0 || ends.some(({ direction }) => direction !== 'out');
}

/** The unit answered the SYN with a reset of its own, in a capture that would have shown it leave. */
function refusedSyn(
  syns: readonly Sighting[],
  reset: Sighting,
  shown: readonly Sighting[],
): KeptPacket | null {
  const [first] = syns;
  if (first?.direction !== 'in' || syns.some((syn) => isBeyond(first, syn))) return null;
  if (!shown.some((print) => isBeyond(first, print) && print.capture === first.capture)) return null;
  const at = first.stamp?.at;
  return { by: 'initiator', fin: false, firstAt: at, prints: [reset], confidence: 'proven', isRefused: true };
}

/** A SYN-ACK that came in and was never sent on to the side that dialled. */
function keptAnswer(legs: readonly Leg[]): KeptPacket | null {
  if (!isPassedOn(legs)) return null;
  const isAnswered = legs.some(
    ({ initiatorAcks, initiatorData, responderData }) =>
      initiatorAcks.length + initiatorData.length + responderData.length > 0,
  );
  if (isAnswered) return null;
  // The SYN came in where the SYN-ACK would leave, so a capture that shows the one would show the other.
  const links = linksOf(legs);
  const syns = atEdge(
    legs.flatMap((leg) => leg.syns),
    links,
  );
  const shown = syns
    .filter(({ direction }) => direction !== 'out')
    .map((syn) => (syn.direction === 'in' ? { ...syn, direction: 'out' as const } : syn));
  const answers = legs.flatMap(({ synAcks }) => synAcks);
  return keptPrints(atEdge(answers, links), 'responder', shown, senders(legs, 'responder'));
}

export const keptSynAck = latestOf(({ flow }: OfferCase) => keptAnswer(legsIn(flow?.connection)));

/** Data that the unit answers with a reset is for the rules about what inspects it. */
function refusedEnd(legs: readonly Leg[]): KeptPacket | null {
  const packet = refusedSegment(legs);
  return packet?.fin === true ? packet : null;
}

/** A data segment or a FIN of the data connection that came in and never left. */
export const keptData = latestOf(({ flow, replies }: OfferCase): KeptPacket | null => {
  const legs = legsIn(flow?.connection);
  if (flow === null || flow.offloaded !== null || flow.tooBig.length > 0 || !isPassedOn(legs)) return null;
  const packet = replies.aborted === null ? (keptSegment(legs) ?? refusedEnd(legs)) : null;
  if (packet === null || !packet.fin) return packet;
  const isConfirmed = replies.closing !== null && replies.closing.code < 300;
  // A kept FIN of the side that closed second did no harm if the transfer was confirmed: all data had arrived.
  const isSecond = legs.some(({ ends }) =>
    ends.some(
      (end) => end.type === 'fin' && end.by !== packet.by && order(end, packet.prints[0]) === 'before',
    ),
  );
  // Of a FIN that is printed once, and a reset behind it, the capture may have lost the way on.
  return isConfirmed && (isSecond || packet.isRefused) ? null : packet;
});
