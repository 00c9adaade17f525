import { isRefusal } from '../../ftp.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isFinal } from '../observations/capture-coverage.js';
import { finalDenial } from './final-denial.js';

/**
 * The line that shows that an offer failed, whatever the cause: a refusal of the offer, a final denial or silence, or
 * a 4xx/5xx reply.
 */
export function failingLine(it: OfferCase): Moment | null {
  if (it.opened && !(it.replies.closing !== null && isRefusal(it.replies.closing.code))) return null;
  const { answer, closing } = it.replies;
  if (answer !== null && isRefusal(answer.code)) return answer;
  const denial = finalDenial(it);
  if (denial !== null) return denial.drop.moment;
  if (closing !== null && isRefusal(closing.code)) return closing;
  const syns = (it.far?.leg != null ? it.far : it.near)?.syns ?? [];
  const silent = it.far?.state === 'syn-only' || (it.far?.leg == null && it.near?.state === 'syn-only');
  return silent && isFinal(syns, it.offer) ? (syns.at(-1) ?? null) : null;
}
