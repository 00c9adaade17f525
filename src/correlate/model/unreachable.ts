import { addressOf, type Endpoint } from '../../net.js';
import { gap } from './time.js';
import { prints } from './leg-queries.js';
import type { Connection, Unreachable } from './timeline.js';
import type { Leg } from './leg.js';

export const saysTooBig = ({ text }: Unreachable): boolean => /need to frag/.test(text);

/** Seconds after the last try within which a device on the way reports that it came to nothing. */
const REPORTED = 120;

/**
 * It names one of the connection's ends, was sent to the other one, and came while it was tried. An error about the size
 * of packets speaks of either end: both send large ones.
 */
export function isAbout(error: Unreachable, { near, far, mapped }: Connection): boolean {
  const initiators = [near.initiator, far?.initiator];
  const responders = [near.responder, far?.responder, mapped];
  const isOf = (end: Endpoint, ends: readonly (Endpoint | null | undefined)[]): boolean =>
    ends.some((one) => one != null && (one === end || addressOf(one) === end));
  if (!isReportedInTime(error, [near, far])) return false;
  if (error.target === null) return isOf(error.sentTo, initiators);
  const passes = (from: typeof responders, to: typeof responders): boolean =>
    isOf(error.target ?? error.sentTo, to) && isOf(error.sentTo, from);
  return passes(initiators, responders) || (saysTooBig(error) && passes(responders, initiators));
}

function isReportedInTime(error: Unreachable, legs: readonly (Leg | null)[]): boolean {
  const seen = legs.flatMap((leg) => (leg === null ? [] : prints(leg)));
  // Prints of one capture need no clock between them.
  const own = seen.filter(({ capture }) => capture === error.capture);
  const gaps = (own.length > 0 ? own : seen).flatMap((print) => gap(print, error) ?? []);
  return gaps.length === 0 || gaps.some(({ least, most }) => most >= 0 && least <= REPORTED);
}
