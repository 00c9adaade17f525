import type { Unreachable } from '../../correlate/model/timeline.js';
import { portOf } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';

/**
 * The first ICMP error that says the far end cannot be reached. One that names only a host speaks of any connection to
 * it: where this one was answered with a reset, it was another that came to nothing.
 */
export function reportedUnreachable({ flow, opened, near, far }: OfferCase): Unreachable | null {
  if (flow === null || opened) return null;
  const isAnswered = near?.reset != null || far?.reset != null;
  const fits = ({ target }: Unreachable): boolean =>
    target !== null && (portOf(target) !== null || !isAnswered);
  return flow.unreachable.find(fits) ?? null;
}
