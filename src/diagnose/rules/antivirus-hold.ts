import { gap } from '../../correlate/order.js';
import type { Leg, Moment } from '../../correlate/timeline.js';
import { fixFor } from '../fixes.js';
import type { Rule } from '../rule.js';
import { offerName } from '../say.js';

/** Clients and servers wait longer than this for the next byte. */
const LONG = 10;

/** A proxy has the file, or part of it, from one side and gave the other nothing until that side closed. */
export const antivirusHold: Rule = {
  code: 'ANTIVIRUS_HOLD',
  stage: 'transfer',
  verdict: 'failed',
  judge: (it) => {
    const { closing } = it.replies;
    const { near, far } = it.flow?.connection ?? {};
    if (!it.proxied || near === undefined || far == null || far === near) return null;
    if (it.near?.opened == null || it.far?.opened == null) return null;
    if (closing !== null && closing.code < 400) return null;
    const held =
      waited(far.responderData, near.responderData, near, 'initiator') ??
      waited(near.initiatorData, far.initiatorData, far, 'responder');
    if (held === null) return null;
    return {
      message: `The proxy took data for ${offerName(it)} from one side and gave the other none until it closed: possibly it holds the file to scan it.`,
      evidence: [held.end, held.first, closing, it.offer.offered],
      confidence: 'possible',
      fix: fixFor('ANTIVIRUS_HOLD', it.control, true),
    };
  },
};

/** The side that waits closes first, long after the other side had sent its first bytes. */
function waited(
  taken: readonly Moment[],
  given: readonly Moment[],
  waiting: Leg,
  by: 'initiator' | 'responder',
): { first: Moment; end: Moment } | null {
  const [first] = taken;
  const [end] = waiting.ends;
  if (first === undefined || given.length > 0 || end?.by !== by) return null;
  return (gap(first, end)?.least ?? 0) >= LONG ? { first, end } : null;
}
