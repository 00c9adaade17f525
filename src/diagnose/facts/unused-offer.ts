import { firstPrint } from '../../correlate/model/leg-queries.js';
import { order } from '../../correlate/model/time.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { coveredBy } from '../observations/capture-coverage.js';
import { diallingEnd } from './dialling.js';
import { silentAfter } from '../observations/control-silence.js';
import { besideOffer } from './unmatched-flows.js';

export interface Nobody {
  readonly because: string;
  readonly line: Moment | null;
  readonly confidence: 'proven' | 'likely';
}

/**
 * Nothing tried to use the offer and nothing shows that anybody wanted to: the readable control channel went on to
 * something else; or captures show no SYN for as long as a pinhole lives, and a session in which nothing more is said.
 */
export function nobodyCame(it: OfferCase): Nobody | null {
  const { control } = it;
  const offered = it.offer.offered ?? it.expectation?.opened ?? null;
  if (it.flow !== null || it.replies.wanted !== null || offered === null || wasDialled(it)) return null;
  // Who dialled another endpoint meanwhile may have been told that one in place of this.
  if (it.ended !== null && besideOffer(it.timeline, it.offer, offered, it.ended) !== null) return null;
  if (it.ended !== null && isReadable(it)) {
    const { next, leftBehindBy: left } = it.offer;
    const another = left === it.ended ? 'the client asked for another' : 'the session ended';
    const what = next?.offered === it.ended ? 'the next offer came' : another;
    // Many clients dial before they ask: it takes a source that would have shown that.
    const shown = noSyn(it, it.ended);
    if (shown === null) return null;
    const because = `${what}, no transfer command stands between, and ${shown.file} shows no SYN for it`;
    return { because, line: it.ended, confidence: 'proven' };
  }
  const covered = noSyn(it);
  const silent = covered === null || control === null ? null : silentAfter(it.timeline, control, offered);
  if (covered === null || silent === null) return null;
  const more = silent === covered ? '' : `${silent.file} `;
  const because = `${covered.file} covers these hosts and shows no SYN for it, and ${more}no further word of the session`;
  return { because, line: null, confidence: 'likely' };
}

/** A capture that would have shown the SYN of who should have dialled the offer, for as long as a pinhole lives or until then. */
export function noSyn(it: OfferCase, until?: Moment): Capture | null {
  const { control, offer, expectation, timeline } = it;
  const offered = offer.offered ?? expectation?.opened ?? null;
  const from = diallingEnd(it);
  if (it.flow !== null || wasDialled(it)) return null;
  if (from === null || offer.external === null || offered === null) return null;
  return coveredBy(timeline, from, offer.external, control, offered, until);
}

/** By anybody: another address, another clock. Not by who was certainly told a later offer of the same port first. */
function wasDialled({ timeline, offer }: OfferCase): boolean {
  return (timeline.dialled.get(offer.external ?? offer.endpoint) ?? []).some(
    ({ connection: { near }, offer: other }) => {
      const [mine, later, first] = [offer.offered, other?.offered ?? null, firstPrint(near)];
      if (mine === null || later === null || first === undefined) return true;
      return order(mine, later) !== 'before' || order(later, first) !== 'before';
    },
  );
}

/**
 * The control channel can be read up to the end, so that a transfer command would show: the end stands in the same
 * capture as the offer, and nothing is missing between. Where WAD's log alone ends nobody knows what the client said:
 * it names a command when that is answered, and the seed's excerpt stops at the 227.
 */
function isReadable({ offer: { offered, wordsLostAt: lost }, ended }: OfferCase): boolean {
  return offered !== null && lost === null && ended?.capture === offered.capture;
}
