import { isRefusal } from '../../ftp.js';
import { gap } from '../../correlate/model/time.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import type { Confidence } from '../../document.js';
import { FIRST_SYN_REPEATED_AFTER, SYN_FINAL_AFTER } from '../limits.js';
import { goesOn, isFinal, tries } from '../observations/capture-coverage.js';
import { showsBothWays } from '../observations/both-ways.js';
import type { Side } from '../observations/leg-state.js';
import { isAnsweredElsewhere } from './other-way-back.js';
import { isShownBehind } from './passed-on.js';

/** Dialled again and again, or once with a refusal behind it, and nothing shows that an answer came, by this way or by another. */
export function isSilent(it: OfferCase, side: Side | null): boolean {
  if (it.opened || side?.state !== 'syn-only' || isAnsweredElsewhere(it)) return false;
  if (tries(side.syns) < 2 && !isRefusedLater(it)) return false;
  if (!side.syns.some(({ capture }) => showsBothWays(capture, it.control))) return false;
  return isFinal(side.syns, it.offer) && !wasAnswered(it, side.syns);
}

/**
 * Who dials repeats a SYN that nobody answers: of one that is not repeated the answer is only not in the capture, if no
 * reply says that the connection failed. And the answer to the last of several may lie behind the end of the capture.
 */
export function silenceIs(it: OfferCase, { syns }: Side): Confidence {
  const last = syns.at(-1);
  const isOver = isRefusedLater(it) || (last !== undefined && goesOn(last, SYN_FINAL_AFTER));
  return isShownBehind(it) && tries(syns) > 1 && isOver ? 'proven' : 'likely';
}

function isRefusedLater({ replies: { closing } }: OfferCase): boolean {
  return closing !== null && isRefusal(closing.code);
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
