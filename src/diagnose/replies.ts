import type { FtpCommand, FtpReply, Offer } from '../correlate/timeline.js';

const TRANSFERS: ReadonlySet<string> = new Set(['RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD']);
/** Replies that can only speak of a data connection, whatever command they answer. */
const DATA_ONLY: ReadonlySet<number> = new Set([226, 425, 426]);

export interface Replies {
  /** The reply to PASV, EPSV, PORT or EPRT itself. */
  readonly answer: FtpReply | null;
  /** The transfer command, 125/150 or 425: somebody wanted the data connection. */
  readonly wanted: FtpCommand | FtpReply | null;
  /** 125/150: the server began. */
  readonly opening: FtpReply | null;
  /** The reply that ended the transfer, of any class. */
  readonly closing: FtpReply | null;
}

/** What the control channel said about the data connection after the offer. */
export function repliesOf(offer: Offer): Replies {
  const verb = offer.commands.find(({ command }) => TRANSFERS.has(command)) ?? null;
  const said = offer.replies.map((reply) => ({ reply, command: reply.command ?? answered(offer, reply) }));
  const about = said.filter(({ reply, command }) =>
    command !== undefined
      ? TRANSFERS.has(command)
      : DATA_ONLY.has(reply.code) || reply.code === 125 || reply.code === 150,
  );
  const opening = about.find(({ reply }) => reply.code === 125 || reply.code === 150)?.reply ?? null;
  const closing = about.find(({ reply }) => reply.code >= 200)?.reply ?? null;
  const answer =
    said.find(({ command }) => command !== undefined && command === offer.command)?.reply ?? null;
  return { answer, wanted: verb ?? about[0]?.reply ?? null, opening, closing };
}

/**
 * The latest command before a reply, where replies are printed without it. In payload the first reply after the offer
 * answers the offer itself: PORT is an offer when it is sent, and 227 comes with its reply.
 */
function answered(offer: Offer, reply: FtpReply): string | undefined {
  const asked = offer.commands.filter(
    ({ capture, order }) => capture === reply.capture && order < reply.order,
  );
  if (asked.length > 0) return asked.at(-1)?.command;
  const isFirst = offer.replies.find(({ capture }) => capture === reply.capture) === reply;
  return isFirst && reply.capture.source === 'sniffer' ? (offer.command ?? undefined) : undefined;
}
