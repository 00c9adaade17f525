import { type FtpCommand, type FtpReply } from '../../correlate/model/control-channel.js';
import { gap } from '../../correlate/model/time.js';
import { SERVER_ANSWERS_WITHIN } from '../limits.js';
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
    const isAnswer = isRefusal(reply.code) && !endsIdleness(reply);
    const command = isAnswer ? askedBy(control, reply) : undefined;
    if (!isOfferCommand(command)) return [];
    const isOffers = control.offers.some(
      (offer) => (offer.command ?? command) === command && offer.replies.includes(reply),
    );
    return isOffers ? [] : [{ reply, command }];
  }),
);

/** 421 ends a session that was idle for long, also where the latest command got lost on its way to the server. */
function endsIdleness(reply: FtpReply): boolean {
  if (reply.code !== 421 || reply.answers == null) return false;
  const since = gap(reply.answers, reply);
  return since !== null && since.least > SERVER_ANSWERS_WITHIN;
}

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
