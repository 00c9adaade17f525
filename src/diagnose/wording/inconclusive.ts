import { isRefusal } from '../../ftp.js';
import { addressOf } from '../../net.js';
import { STAGE_LINES } from '../../catalogue/stage-lines.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import type { Stage } from '../../document.js';
import { nextCapture } from './next-capture.js';
import { mayBeSecond } from '../facts/final-denial.js';
import { unackedSegment } from '../facts/unacked-segment.js';
import { unacknowledged } from '../facts/unacked-syn-ack.js';
import { unusedConnection } from '../facts/unused-connection.js';
import { strayRefusal } from '../facts/stray-refusal.js';
import { isUnanswered, noSyn } from '../facts/unused-offer.js';
import type { Claim } from '../rule.js';
import { offerName } from './sentences.js';
import { farEnd } from '../facts/dialling.js';
import { stateOf } from '../facts/stages.js';

const DECIDES: Readonly<Record<Stage, string>> = {
  control: 'the control connection is not in the capture',
  offer: 'no source shows the offer',
  expectation: 'no source shows whether an expectation session was made',
  syn: 'no source shows a data SYN, and none covers the hosts well enough to say that there was none',
  admission: 'no source shows what the kernel did with the data SYN',
  nat: 'no source shows the translation',
  clientLeg: 'no source shows the client side of the data connection',
  serverLeg: 'no source shows the server side of the data connection',
  transfer: 'no source shows how the transfer ended',
};

/**
 * True if the data connection may belong to another offer: it was joined to this one by time alone, and no reply to
 * this offer says how its transfer ended. Then the connection proves nothing about this offer.
 */
export function isOthersPerhaps({ offer, flow, replies: { answer, closing } }: OfferCase): boolean {
  if (flow?.join?.by !== 'time' || flow.join.confidence !== 'possible' || flow.offer !== offer) return false;
  return closing === null && !(answer !== null && isRefusal(answer.code));
}

/** What was sent again and again, or carried nothing: it opened as far as is seen, and did not do its work. */
function notArrived(it: OfferCase): { why: string; line: Moment; stage: Stage } | null {
  const [synAck] = unacknowledged(it) ?? [];
  if (synAck !== undefined) {
    const why = 'the answer to its SYN came again and again, and no source shows whether the unit sent it on';
    return { why, line: synAck, stage: it.passive ? 'clientLeg' : 'serverLeg' };
  }
  const lost = unackedSegment(it);
  if (lost !== null) {
    const why =
      'a segment was sent again and again and never acknowledged, and no source shows where it was lost';
    return { why, line: lost, stage: 'transfer' };
  }
  const refused = strayRefusal(it);
  if (refused !== null) {
    const why = `the server refused a transfer (reply ${refused.code}), and no source shows whether it was this one`;
    return { why, line: refused, stage: 'transfer' };
  }
  const end = unusedConnection(it);
  const why =
    'its connection opened and ended without a byte, and no source shows a reply to a transfer command';
  return end === null ? null : { why, line: end, stage: 'transfer' };
}

/** Says what is not known, and which capture would settle it. */
export function insufficientEvidence(it: OfferCase): Claim {
  const lost = isOthersPerhaps(it) || !it.opened ? null : notArrived(it);
  if (lost !== null) {
    return {
      message: `Nothing tells what became of ${offerName(it)}: ${lost.why}.`,
      evidence: [lost.line, it.hit?.moment, it.expectation?.opened, it.offer.offered, it.syn],
      next: captureOf(it, lost.stage),
    };
  }
  const open = decidingStage(it);
  const denied = it.denied.at(-1);
  const undecided =
    denied !== undefined && !it.admitted ? undecidedDenial(it) : (neverDialled(it, open) ?? DECIDES[open]);
  const why = isOthersPerhaps(it)
    ? 'several sessions come from one address, and nothing tells to which of them the data connection belongs'
    : undecided;
  const hit = it.pinhole === 'hit' ? 'The pinhole was hit, but nothing' : 'Nothing';
  return {
    message: `${hit} tells whether the data connection of ${offerName(it)} opened: ${why}.`,
    evidence: [denied?.drop.moment, it.hit?.moment, it.expectation?.opened, it.offer.offered, it.syn],
    next: captureOf(it, neverDialled(it, open) === null ? open : 'transfer'),
  };
}

function undecidedDenial(it: OfferCase): string {
  return mayBeSecond(it)
    ? 'a data SYN was denied that fits its pinhole, and the trace lacks packets before it: another connection may have used the pinhole'
    : 'a data SYN was denied, but the capture ends before a retransmission could tell';
}

/**
 * A capture shows that nobody dialled. Not known is whether anybody should have: a transfer may never have been asked
 * for.
 */
function neverDialled(it: OfferCase, open: Stage): string | null {
  const covered = open === 'syn' ? noSyn(it) : null;
  if (covered === null) return null;
  const accepted = it.passive ? 'whether the client was told of it' : 'whether the server accepted it';
  const wanted = isUnanswered(it) ? accepted : 'whether a transfer was asked for';
  const asked = it.replies.wanted === null ? wanted : 'how the transfer ended';
  return `${covered.file} covers these hosts and shows no SYN for it, but no source shows ${asked}`;
}

/** The first stage that no source shows, among those that can decide the offer: SYN, admission, far leg. */
function decidingStage(it: OfferCase): Stage {
  const far: Stage = it.passive ? 'serverLeg' : 'clientLeg';
  const deciding: Stage[] = it.pinhole === 'hit' ? [far] : ['syn', 'admission', far];
  return deciding.find((stage) => stateOf(it, stage) !== 'seen') ?? 'transfer';
}

/**
 * The captures that would show the open stage, with this case's addresses; a placeholder stands for an unknown host.
 */
function captureOf(it: OfferCase, stage: Stage): readonly string[] {
  const { control, offer } = it;
  const sources = new Set((STAGE_LINES[stage] ?? []).map(({ source }) => source));
  const server = it.passive ? farEnd(it) : (control?.mappedServer ?? control?.server ?? offer.endpoint);
  const target = {
    client: control?.client == null ? '<client>' : addressOf(control.client),
    vip: addressOf(offer.external ?? control?.server ?? offer.endpoint),
    server: addressOf(server),
  };
  const wad = sources.has('wad') && !sources.has('flow');
  return nextCapture(target, [
    'sniffer',
    ...(sources.has('flow') ? (['flow'] as const) : []),
    ...(wad ? (['wad'] as const) : []),
  ]);
}
