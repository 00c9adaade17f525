import { type FtpCommand, type FtpReply } from '../../correlate/model/control-channel.js';
import { isRefusal, isTransfer, opensTransfer } from '../../ftp.js';
import { gap, order } from '../../correlate/model/time.js';
import type { Offer } from '../../correlate/model/timeline.js';

/** Replies that can only speak of a data connection, whatever command they answer. */
const DATA_ONLY: ReadonlySet<number> = new Set([226, 425, 426]);

/** Replies that say the connection was waited for; 550 and the like come before anybody has to dial. */
export const WAITED: ReadonlySet<number> = new Set([421, 425, 426]);

export interface Replies {
  /** The reply to PASV, EPSV, PORT or EPRT itself. */
  readonly answer: FtpReply | null;
  /** The transfer command, 125/150 or 425: somebody wanted the data connection. */
  readonly wanted: FtpCommand | FtpReply | null;
  /** 125/150: the server began. */
  readonly opening: FtpReply | null;
  /** The reply that ended the transfer, of any class; null where the client itself broke it off. */
  readonly closing: FtpReply | null;
  /** ABOR after the transfer command, or the reply to it: what ended the transfer was the client's wish. */
  readonly aborted: FtpCommand | FtpReply | null;
}

/** What the control channel said about the data connection after the offer. */
export function repliesOf(offer: Offer): Replies {
  const verb = offer.commands.find(({ command }) => isTransfer(command)) ?? null;
  const said = offer.replies.map((reply) => ({ reply, command: answered(offer, reply) }));
  const about = said.filter(({ reply, command }) =>
    command !== undefined
      ? isTransfer(command)
      : DATA_ONLY.has(reply.code) || opensTransfer(reply.code) || closes(offer, reply),
  );
  const opening = about.find(({ reply }) => opensTransfer(reply.code))?.reply ?? null;
  const closing = about.find(({ reply }) => reply.code >= 200)?.reply ?? null;
  const answer =
    said.find(
      ({ command }) => command !== undefined && (command === offer.command || isUnread(offer, command)),
    )?.reply ?? null;
  const wanted = verb ?? about[0]?.reply ?? null;
  const aborted = wanted === null ? null : abortOf(offer, wanted, closing);
  // What comes after ABOR, or the 426 that stands for it, is no failure.
  const isTheirs = aborted !== null && (closing?.code ?? 0) >= 400;
  return { answer, wanted, opening, closing: isTheirs ? null : closing, aborted };
}

/** The pinhole shows that there was an offer, and of its command the reply alone is left. */
function isUnread({ command }: Offer, answered: string): boolean {
  return command === null && (answered === 'PORT' || answered === 'EPRT');
}

/** Seconds after the end of a data connection within which its transfer is answered. */
const SOON = 2;

/** A refusal whose command the capture lost, said as the data connection ended: it speaks of that. */
function closes({ flow }: Offer, reply: FtpReply): boolean {
  const ends = [...(flow?.connection.near.ends ?? []), ...(flow?.connection.far?.ends ?? [])];
  return (
    isRefusal(reply.code) &&
    ends.some((end) => {
      const since = end.capture === reply.capture ? gap(end, reply) : null;
      return since !== null && since.least >= 0 && since.most <= SOON;
    })
  );
}

/**
 * RFC 959: a transfer that ABOR breaks off is answered with 426, and ABOR itself with 226. WAD names a command when it
 * takes it off its queue, which is behind the 426 of the transfer. Null where the transfer had ended before.
 */
function abortOf(
  { commands, replies }: Offer,
  wanted: FtpCommand | FtpReply,
  closing: FtpReply | null,
): FtpCommand | FtpReply | null {
  const isAbort = (said: FtpCommand | FtpReply): boolean =>
    said.command === 'ABOR' && order(said, wanted) !== 'before';
  const abort = commands.find(isAbort) ?? replies.find(isAbort) ?? null;
  if (abort === null || closing === null || order(abort, closing) !== 'after') return abort;
  const isBetween = (said: FtpCommand | FtpReply): boolean =>
    order(said, closing) === 'after' && order(said, abort) === 'before';
  const isQueued =
    closing.code === 426 &&
    closing.capture === abort.capture &&
    closing.capture.source === 'wad' &&
    ![...commands, ...replies].some(isBetween);
  return isQueued ? abort : null;
}

/**
 * The command that a reply is printed with, or that it answers by their order; where nobody can tell, the latest before.
 * In payload the first reply after the offer answers the offer itself: PORT is an offer when it is sent, and 227 comes
 * with its reply.
 */
function answered(offer: Offer, reply: FtpReply): string | undefined {
  if (reply.command !== undefined) return reply.command;
  if (reply.answers !== undefined) return reply.answers?.command;
  const asked = offer.commands.filter(
    ({ capture, order }) => capture === reply.capture && order < reply.order,
  );
  if (asked.length > 0) return asked.at(-1)?.command;
  const isFirst = offer.replies.find(({ capture }) => capture === reply.capture) === reply;
  return isFirst && reply.capture.source === 'sniffer' ? (offer.command ?? undefined) : undefined;
}
