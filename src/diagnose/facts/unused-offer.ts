import { isTransfer } from '../../ftp.js';
import { firstPrint } from '../../correlate/model/leg-queries.js';
import { before, gap, order } from '../../correlate/model/time.js';
import type { End } from '../../correlate/model/leg.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { coveredBy } from '../observations/capture-coverage.js';
import { diallingEnd } from './dialling.js';
import { silentAfter } from '../observations/control-silence.js';
import { CLIENT_DECIDES_IN, CLIENT_DIALS_FOR } from '../limits.js';
import { isUnreceived } from './unreceived-offer.js';
import { isBegunUnseen } from './begun-unseen.js';
import { besideOffer } from './unmatched-flows.js';

export interface Nobody {
  readonly because: string;
  readonly line: Moment | null;
  /** The capture that would have shown the SYN. */
  readonly shownBy: Capture;
  readonly confidence: 'proven' | 'likely';
}

/**
 * Nobody dialled the offer and nothing shows that anybody wanted to. Either the control channel can be read and went
 * on to something else; or captures show no SYN for the life of a pinhole, and nothing more is said in the session.
 */
export function nobodyCame(it: OfferCase): Nobody | null {
  const { control } = it;
  const offered = it.offer.offered ?? it.expectation?.opened ?? null;
  if (it.flow !== null || it.replies.wanted !== null || offered === null || wasDialled(it)) return null;
  // A host that dialled another endpoint in that time may have been told that one instead of this.
  if (it.ended !== null && besideOffer(it.timeline, it.offer, offered, it.ended) !== null) return null;
  if (it.ended !== null && gaveUp(offered, it.ended)) return null;
  if (isUnreceived(it) || isUnanswered(it) || isWantedByClient(it)) return null;
  if (it.ended !== null && isReadable(it)) {
    const { next, leftBehindBy: left } = it.offer;
    const another = left === it.ended ? 'the client asked for another' : 'the session ended';
    const what = next?.offered === it.ended ? 'the next offer came' : another;
    // Many clients dial before they send the transfer command, so a source is needed that would have shown the SYN.
    const shown = noSyn(it, it.ended);
    if (shown === null) return null;
    const because = `${what}, no transfer command stands between, and ${shown.file} shows no SYN for it`;
    return { because, line: it.ended, shownBy: shown, confidence: 'proven' };
  }
  const covered = noSyn(it);
  const silent = covered === null || control === null ? null : silentAfter(it.timeline, control, offered);
  if (covered === null || silent === null) return null;
  const more = silent === covered ? '' : `${silent.file} `;
  const because = `${covered.file} covers these hosts and shows no SYN for it, and ${more}no further word of the session`;
  return { because, line: null, shownBy: covered, confidence: 'likely' };
}

/** A capture that would have shown the SYN to this offer: for the life of a pinhole, or until the given moment. */
export function noSyn(it: OfferCase, until?: Moment): Capture | null {
  const { control, offer, expectation, timeline } = it;
  const offered = offer.offered ?? expectation?.opened ?? null;
  const from = diallingEnd(it);
  if (it.flow !== null || wasDialled(it)) return null;
  if (from === null || offer.external === null || offered === null) return null;
  return coveredBy(timeline, from, offer.external, control, offered, until);
}

/**
 * True if the session was cut off, or closed without a word after a pause: then the client may have dialled where no
 * capture at the unit shows it. One that closes at once was refused by its own host: curl behind a local firewall.
 */
function gaveUp(offered: Moment, ended: Moment): boolean {
  if (!('type' in ended)) return false;
  const end = ended as End;
  if (end.type === 'rst') return end.by !== 'initiator' || end.direction !== 'in';
  const since = gap(offered, end);
  if (since === null) return false;
  return since.least >= CLIENT_DIALS_FOR || (end.by === 'initiator' && since.most < CLIENT_DECIDES_IN);
}

/**
 * No source shows that the other side was told: the server may have refused the client's endpoint, and WAD's log ends
 * before it passes the server's on.
 */
export function isUnanswered({ passive, replies: { answer }, wadStops }: OfferCase): boolean {
  return passive ? wadStops : answer === null;
}

/** A transfer command that the client's side alone shows: the unit kept it, or a proxy has not passed it on. */
function isWantedByClient({ control, offer, ended }: OfferCase): boolean {
  const told = offer.toldToClient?.moment ?? offer.offered;
  if (control === null || told === null) return false;
  return control.clientSaid.some(
    (one) =>
      isTransfer(one.command) &&
      order(one, told) === 'after' &&
      (ended === null || order(one, ended) !== 'after'),
  );
}

/**
 * True if anybody dialled the offer, even from another address, or at a time that no clock relates to it. A
 * connection does not count if it certainly came after a later offer of the same port.
 */
function wasDialled(it: OfferCase): boolean {
  const { timeline, offer } = it;
  if (isBegunUnseen(it)) return true;
  return (timeline.dialled.get(offer.external ?? offer.endpoint) ?? []).some(
    ({ connection: { near }, offer: other }) => {
      const [mine, later, first] = [offer.offered, other?.offered ?? null, firstPrint(near)];
      if (mine === null || later === null || first === undefined) return true;
      // It was made for an earlier offer of the same port.
      if (other !== offer && before(later, mine) && before(near.syns.at(-1) ?? first, mine)) return false;
      return order(mine, later) !== 'before' || order(later, first) !== 'before';
    },
  );
}

/**
 * True if the control channel can be read until the offer's end, so that a transfer command would show: the end is in
 * the same capture as the offer, and nothing between them is missing. The end of WAD's log alone is not enough: WAD
 * prints a command when it is answered, and the seed's excerpt stops at the 227.
 */
function isReadable({ offer: { offered, wordsLostAt: lost }, ended }: OfferCase): boolean {
  return offered !== null && lost === null && ended?.capture === offered.capture;
}
