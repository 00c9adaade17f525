import type { End, Moment } from '../correlate/timeline.js';
import type { OfferCase } from './case.js';
import { unacknowledged } from './unacked.js';

/** A line shows that the transfer broke after the connection opened: a 4xx/5xx closing reply, or a reset before its end. */
export function isBroken(it: OfferCase): boolean {
  const { closing } = it.replies;
  if (closing !== null && closing.code >= 400) return true;
  return closing === null && (resetOf(it) ?? unacknowledged(it)) !== null;
}

/** The reset of a data connection that neither side had begun to close. */
export function resetOf(it: OfferCase): End | null {
  for (const side of [it.far, it.near]) {
    if (side?.opened == null) continue;
    const [first] = side.ends;
    if (first?.type === 'rst') return first;
  }
  return null;
}

/** The line that shows the connection open at its far end. */
export function ackOf(it: OfferCase): Moment | null {
  return it.far?.opened ?? it.replies.closing ?? null;
}
