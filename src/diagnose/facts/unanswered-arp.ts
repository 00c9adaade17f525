import { messageOf } from '../../correlate/model/leg-queries.js';
import { order } from '../../correlate/model/time.js';
import type { Leg } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Timeline } from '../../correlate/model/timeline.js';
import { addressOf, type Endpoint } from '../../net.js';
import type { OfferCase } from '../cases/offer-case.js';
import { isFinal, tries } from '../observations/capture-coverage.js';
import { finalDenial } from './final-denial.js';
import { farEnd } from './dialling.js';

/**
 * The unanswered ARP requests for the next hop of a data connection that was let in and of which nothing was seen to
 * leave.
 */
export function unresolvedFar(it: OfferCase): Unresolved | null {
  if (it.flow === null || it.opened || it.far?.leg != null || finalDenial(it) !== null) return null;
  const { near } = it.flow.connection;
  const after = near.syns.find(({ capture }) => capture.source === 'sniffer') ?? it.syn;
  return unresolved(it.timeline, [farEnd(it)], [near, it.control?.connection?.near], after);
}

export interface Unresolved {
  readonly host: string;
  readonly prints: readonly Moment[];
}

/**
 * After a SYN the unit asked again and again for the hardware address of a host, or of the gateway that a route
 * names, and nobody ever answered.
 */
export function unresolved(
  { arp }: Timeline,
  ends: readonly (Endpoint | null | undefined)[],
  legs: readonly (Leg | undefined)[],
  after: Moment | null | undefined,
): Unresolved | null {
  if (arp.size === 0 || after == null) return null;
  const gateways = legs
    .flatMap((leg) => leg?.traces ?? [])
    .map((trace) => messageOf(trace, 'route')?.gateway);
  for (const end of [...ends, ...gateways]) {
    const host = end == null ? undefined : addressOf(end);
    const prints = (arp.get(host ?? '') ?? []).filter((print) => order(print, after) !== 'before');
    if (host !== undefined && tries(prints) > 1 && isFinal(prints, null)) return { host, prints };
  }
  return null;
}
