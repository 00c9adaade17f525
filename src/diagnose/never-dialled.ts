import type { FtpReply } from '../correlate/timeline.js';
import type { Capture, Moment } from '../correlate/timeline.js';
import type { OfferCase } from './case.js';
import { coveredBy } from './coverage.js';
import { WAITED } from './replies.js';

export interface NeverDialled {
  readonly capture: Capture;
  readonly closing: FtpReply;
  readonly offered: Moment;
}

/** The transfer was wanted and failed, and a capture that covers the hosts shows no try to connect. */
export function neverDialled({
  replies,
  offer,
  flow,
  passive,
  control,
  timeline,
}: OfferCase): NeverDialled | null {
  const { closing } = replies;
  const { offered, external } = offer;
  if (flow !== null || offered === null || closing === null || !WAITED.has(closing.code)) return null;
  const from = passive ? control?.client : (control?.mappedServer ?? control?.server);
  // Somebody dialled it: another address, another clock.
  if (from == null || external === null || timeline.dialled.has(external)) return null;
  const capture = coveredBy(timeline, from, external, control, offered, closing);
  return capture === null ? null : { capture, closing, offered };
}
