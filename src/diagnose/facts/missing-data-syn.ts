import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { FtpReply } from '../../correlate/model/control-channel.js';
import type { OfferCase } from '../cases/offer-case.js';
import { noSyn } from './unused-offer.js';
import { WAITED } from '../observations/transfer-replies.js';

export interface NeverDialled {
  readonly capture: Capture;
  readonly closing: FtpReply;
  readonly offered: Moment;
}

/** The transfer was asked for and failed, and a capture that covers the hosts shows that nobody dialled. */
export function neverDialled(it: OfferCase): NeverDialled | null {
  const { closing } = it.replies;
  const { offered } = it.offer;
  if (offered === null || closing === null || !WAITED.has(closing.code)) return null;
  const capture = noSyn(it, closing);
  return capture === null ? null : { capture, closing, offered };
}
