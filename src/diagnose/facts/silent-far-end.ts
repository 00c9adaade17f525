import { isRefusal } from '../../ftp.js';
import { gap } from '../../correlate/model/time.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { FIRST_SYN_REPEATED_AFTER } from '../limits.js';
import { isFinal, tries } from '../observations/capture-coverage.js';
import type { Side } from '../observations/leg-state.js';
import { isAnsweredElsewhere } from './other-way-back.js';

/** Dialled again and again, or up to the end, and nothing shows that an answer came, by this way or by another. */
export function isSilent(it: OfferCase, side: Side | null): boolean {
  if (it.opened || side?.state !== 'syn-only' || isAnsweredElsewhere(it)) return false;
  return isFinal(side.syns, it.offer) && !wasAnswered(it, side.syns);
}

/**
 * A host that dials repeats its SYN after a second. One that gives up sooner was told something: the capture lost the
 * answer.
 */
function wasAnswered({ passive, replies, ended }: OfferCase, syns: readonly Moment[]): boolean {
  const last = syns.at(-1);
  if (last === undefined || tries(syns) > 1) return false;
  const { closing } = replies;
  const gaveUp = [ended, passive || closing === null || !isRefusal(closing.code) ? null : closing];
  return gaveUp.some((moment) => {
    const since = moment === null ? null : gap(last, moment);
    return since !== null && since.least >= 0 && since.most < FIRST_SYN_REPEATED_AFTER;
  });
}
