import { isRefusal } from '../../ftp.js';
import type { Moment } from '../../correlate/model/moment.js';
import { breakOf, isBroken } from './transfer-break.js';
import { isSentBack } from './sent-back.js';
import { keptForAnswerElsewhere, sessionlessPacket } from './other-way-back.js';
import { isSilent } from './silent-far-end.js';
import { unackedAnswer } from './unacked-syn-ack.js';
import { unresolvedFar } from './unanswered-arp.js';
import type { OfferCase } from '../cases/offer-case.js';
import { REFUSALS } from '../observations/drop-reason.js';
import { keptHandshake } from './kept-handshake.js';
import { keptOfOffer, keptSyn } from './not-forwarded.js';
import { finalDenial } from './final-denial.js';
import { reportedUnreachable } from './reported-unreachable.js';
import { type Side, isTranslated } from '../observations/leg-state.js';
import { type Stage, type StageReport, type StageState, STAGES } from '../../document.js';
import { lines } from '../observations/evidence.js';
import { neverDialled } from './missing-data-syn.js';
import { nobodyCame, noSyn } from './unused-offer.js';
import { unservedClient } from './unserved-client.js';

type Answer = readonly [StageState, ...(Moment | null | undefined)[]];

/**
 * The state of each stage by itself. The table in catalogue/stage-lines.ts lists the lines that show or break a
 * stage.
 */
const ASK: Readonly<Record<Stage, (it: OfferCase) => Answer>> = {
  control: ({ control, hit }) => {
    const near = control?.connection?.near;
    const shown =
      near?.synAcks[0] ??
      near?.syns[0] ??
      near?.initiatorData[0] ??
      control?.wad[0] ??
      control?.listed[0]?.moment;
    if (shown === undefined && hit === null) return ['not-captured'];
    return ['seen', near?.traces[0], shown, control?.wad[0], hit?.moment];
  },
  offer: (it) => {
    const { offer, opened, passive } = it;
    const { answer } = it.replies;
    if (!passive && answer !== null && isRefusal(answer.code) && !opened)
      return ['failed', answer, offer.offered];
    const kept = keptIn(it, 'offer');
    if (kept !== null) return kept;
    return offer.offered === null ? ['not-captured'] : ['seen', offer.offered];
  },
  expectation: (it) => {
    if (it.expectation !== null) return ['seen', it.expectation.opened, ...it.offer.listens.slice(0, 1)];
    if (it.hit !== null) return ['seen', it.hit.moment];
    if (it.wadGoesOn !== null)
      return it.pinhole === 'not-needed'
        ? ['not-needed']
        : [wasMissed(it) ? 'failed' : 'missing', it.offer.offered, it.wadGoesOn];
    if (it.pinhole === 'not-needed') return ['not-needed', it.allowed?.moment];
    const denial = it.wadStops ? null : finalDenial(it, ...REFUSALS);
    return denial === null ? ['not-captured'] : ['failed', denial.drop.moment];
  },
  syn: (it) => {
    const [first, trace] = [it.syn, it.flow?.connection.near.traces[0]];
    if (first !== null) return ['seen', first, trace];
    if (it.flow !== null || it.hit !== null) return ['seen', trace, it.hit?.moment];
    const nobody = nobodyCame(it);
    if (nobody !== null || (it.replies.closing === null && noSyn(it) !== null))
      return ['missing', nobody?.line];
    const never = neverDialled(it);
    return never === null ? ['not-captured'] : ['missing', never.capture.filters[0]];
  },
  admission: (it) => {
    const denial = finalDenial(it);
    if (denial !== null) return ['failed', denial.drop.moment];
    const kept = keptSyn(it);
    if (kept !== null) return ['failed', ...kept.prints.slice(0, 2)];
    const admitted = it.hit?.moment ?? it.allowed?.moment ?? it.far?.leg?.syns[0] ?? it.far?.opened;
    if (it.admitted && admitted != null) return ['seen', admitted];
    return ['not-captured', it.denied[0]?.drop.moment];
  },
  nat: (it) => {
    if (it.nat !== null) return ['seen', it.nat.moment];
    if (it.flow === null) return ['not-captured'];
    const { near, far } = it.flow.connection;
    if (far !== null && far.responder !== near.responder) return ['seen', far.syns[0] ?? far.synAcks[0]];
    return isTranslated(it.flow) ? ['not-captured'] : ['not-needed'];
  },
  clientLeg: (it) => leg(it, it.passive ? it.near : it.far, it.passive),
  serverLeg: (it) => leg(it, it.passive ? it.far : it.near, !it.passive),
  transfer: (it) => {
    const { closing, opening } = it.replies;
    if (closing !== null && isRefusal(closing.code)) return ['failed', closing, opening];
    const kept = keptIn(it, 'transfer');
    if (kept !== null) return kept;
    const broken = isBroken(it) ? breakOf(it) : null;
    if (broken !== null) return ['failed', broken];
    if (closing !== null) return ['seen', closing, opening];
    return ['not-captured', opening];
  },
};

/** Failed, if a command or reply of this stage came in and never left. */
function keptIn(it: OfferCase, stage: 'offer' | 'transfer'): Answer | null {
  const kept = keptOfOffer(it);
  if (kept?.stage !== stage) return null;
  return ['failed', ...kept.word.packet.prints.slice(0, 2), kept.word.said];
}

/** True if the pinhole was missed: a SYN was denied, or the offer or the transfer was refused. */
function wasMissed({ denied, replies: { answer, closing } }: OfferCase): boolean {
  return denied.length > 0 || [answer, closing].some((reply) => reply !== null && isRefusal(reply.code));
}

/**
 * If the initiator's own side stays half open because the far side or the kernel failed, that is not a failure of
 * this side.
 */
function leg(it: OfferCase, side: Side | null, isNear: boolean): Answer {
  const lost = isNear ? lostAnswer(it) : null;
  if (lost !== null) return ['failed', ...lost.slice(0, 2)];
  if (side?.opened != null) return ['seen', side.opened, side.syns[0]];
  return isNear ? ['not-captured', ...(side?.syns.slice(0, 1) ?? [])] : unopened(it, side);
}

/** A far side that never opened: what stopped it there, if a line shows that. */
function unopened(it: OfferCase, side: Side | null): Answer {
  const error = reportedUnreachable(it);
  if (error !== null) return ['failed', error, side?.syns[0]];
  const stray = sessionlessPacket(it);
  if (stray !== null) return ['failed', stray.drop, stray.trace];
  const elsewhere = keptForAnswerElsewhere(it);
  if (elsewhere !== null) return ['failed', ...elsewhere.prints.slice(0, 2), side?.syns[0]];
  const reset = resetBy(it, side);
  if (reset !== null) return ['failed', reset];
  if (side === null || side.leg === null) {
    const unsent = unresolvedFar(it);
    if (unsent !== null) return ['failed', ...unsent.prints.slice(0, 2)];
    const given = unservedClient(it)?.given;
    return given === undefined ? ['not-captured'] : ['failed', given];
  }
  return [isSilent(it, side) ? 'failed' : 'not-captured', ...side.syns.slice(0, 2)];
}

/** A reset that leaves the unit may be its own, where the server answers. */
function resetBy({ passive }: OfferCase, side: Side | null): Moment | null {
  return side?.reset == null || (passive && isSentBack(side.reset)) ? null : side.reset;
}

/** What the unit kept of the handshake, or a SYN-ACK that left and was never acknowledged. */
function lostAnswer(it: OfferCase): readonly Moment[] | null {
  return keptHandshake(it)?.packet.prints ?? unackedAnswer(it)?.prints ?? null;
}

export function stateOf(it: OfferCase, stage: Stage): StageState {
  return ASK[stage](it)[0];
}

/** A stage of an offer, and the moments that show or break it. */
export interface StageAnswer {
  readonly stage: Stage;
  readonly state: StageState;
  readonly moments: readonly Moment[];
}

export function stagesOf(it: OfferCase): StageAnswer[] {
  return STAGES.map((stage) => {
    const [state, ...moments] = ASK[stage](it);
    return { stage, state, moments: moments.flatMap((moment) => moment ?? []) };
  });
}

export const stageReport = ({ stage, state, moments }: StageAnswer): StageReport => ({
  stage,
  state,
  evidence: lines(moments),
});
