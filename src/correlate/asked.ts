import type { OfferCommand } from '../events/events.js';
import type { FtpReply, Offer } from './model/timeline.js';

const OFFERS: ReadonlySet<string> = new Set(['PASV', 'EPSV', 'PORT', 'EPRT']);

const TRANSFERS: ReadonlySet<string> = new Set(['RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD']);

/** A command that needs a data connection. */
export function isTransfer(command: string): boolean {
  return TRANSFERS.has(command);
}

export function isOfferCommand(command: string | undefined): command is OfferCommand {
  return command !== undefined && OFFERS.has(command);
}

export function isPassiveCommand(command: string | undefined): command is 'PASV' | 'EPSV' {
  return command === 'PASV' || command === 'EPSV';
}

/**
 * A refusal that answers a later request than that for this offer: from there on nothing that is said speaks of it.
 * `asked` is what the client has asked for since. PORT is an offer when it is sent, and WAD names it behind that.
 */
export function refusesAnother(offer: Offer, reply: FtpReply, asked: OfferCommand | undefined): boolean {
  const command = reply.command ?? (isPassiveCommand(asked) ? asked : undefined);
  if (reply.code < 400 || !isOfferCommand(command)) return false;
  if (isPassiveCommand(command) && command === asked) return true;
  const isAnswered = offer.replies.some((earlier) => isOfferCommand(earlier.command));
  return isAnswered || (offer.command !== null && offer.command !== command);
}
