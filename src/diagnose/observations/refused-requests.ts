import { type FtpCommand, type FtpReply } from '../../correlate/model/control-channel.js';
import { isOfferCommand, isRefusal } from '../../ftp.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import { onceOf } from './memoize.js';
import { askedBy } from './control-dialogue.js';

export interface Refusal {
  readonly reply: FtpReply;
  readonly command: string;
}

/**
 * Requests for a data connection that were refused with 4xx or 5xx and made no offer. A refused PASV or EPSV never
 * makes one; for a refused PORT, WAD may print no endpoint.
 */
export const refusals = onceOf((control: ControlSession): readonly Refusal[] =>
  control.replies.flatMap((reply) => {
    const command = !isRefusal(reply.code) ? undefined : askedBy(control, reply);
    if (!isOfferCommand(command)) return [];
    const isOffers = control.offers.some(
      (offer) => (offer.command ?? command) === command && offer.replies.includes(reply),
    );
    return isOffers ? [] : [{ reply, command }];
  }),
);

/** The `EPSV ALL` before a refused PASV, PORT or EPRT: RFC 2428 demands that refusal. */
export function allOf(control: ControlSession, refused: FtpReply): FtpCommand | null {
  if (askedBy(control, refused) === 'EPSV') return null;
  return (
    control.commands.find(
      ({ command, argument, capture, order }) =>
        command === 'EPSV' &&
        argument?.toUpperCase() === 'ALL' &&
        capture === refused.capture &&
        order < refused.order,
    ) ?? null
  );
}
