import type { PayloadLost } from '../../events/payload.js';
import type { OfferCommand } from '../../ftp.js';
import { type FtpCommand, type FtpReply } from '../model/control-channel.js';
import { completesTransfer, isPassiveCommand, isRefusal } from '../../ftp.js';
import { isOfferCommand } from '../../ftp.js';
import { isTransfer } from '../../ftp.js';
import type { ControlSession, Offer } from '../model/timeline.js';
import type { Moment } from '../model/moment.js';

/** The offer that this reply and what follows are about; undefined where they are about another data connection. */
export function offerInScope(
  latest: Offer | undefined,
  reply: FtpReply,
  asked: OfferCommand | undefined,
): Offer | undefined {
  if (latest === undefined || !(refusesAnother(latest, reply, asked) || grantsAnother(latest, reply)))
    return latest;
  return leaveOffer(latest, reply);
}

/** A second positive reply to PASV, EPSV, PORT or EPRT: it belongs to another offer, whose own line is not in the log. */
function grantsAnother({ replies }: Offer, reply: FtpReply): boolean {
  const grants = ({ command, code }: FtpReply): boolean => !isRefusal(code) && isOfferCommand(command);
  return grants(reply) && replies.some(grants);
}

/** What follows is about another offer, which cannot be read. */
function leaveOffer(latest: Offer | undefined, moment: Moment): Offer | undefined {
  if (latest !== undefined) latest.leftBehindBy ??= moment;
  return undefined;
}

/**
 * A server that refused PORT or EPRT dials nobody for it: a transfer that follows uses another offer, whose own line is
 * not in the log.
 */
export function afterAnswer(latest: Offer | undefined, reply: FtpReply): Offer | undefined {
  const answers = reply.command ?? reply.answers?.command;
  const isRefused = isRefusal(reply.code) && answers !== undefined && answers === latest?.command;
  return isRefused ? undefined : latest;
}

export function takeCommand(control: ControlSession, latest: Offer | undefined, command: FtpCommand): void {
  control.commands.push(command);
  latest?.commands.push(command);
}

export function takeReply(control: ControlSession, latest: Offer | undefined, reply: FtpReply): void {
  control.replies.push(reply);
  latest?.replies.push(reply);
}

/** Whose transfer a command asked for: the reply to it may come when the next offer is already made. */
export interface TransferOwners {
  readonly sent: (command: FtpCommand, latest: Offer | undefined) => void;
  readonly offered: (offer: Offer) => void;
  readonly of: (command: FtpCommand | null | undefined) => Offer | undefined;
}

export function ownersOfTransfers(): TransferOwners {
  const owners = new Map<FtpCommand, Offer>();
  /** Sent behind PASV or EPSV without waiting for its answer: they use what that will offer. */
  let early: FtpCommand[] | undefined;
  return {
    sent(command, latest) {
      if (isPassiveCommand(command.command)) early = [];
      if (!isTransfer(command.command)) return;
      if (early !== undefined) early.push(command);
      else if (latest !== undefined) owners.set(command, latest);
    },
    offered(offer) {
      for (const command of early ?? []) {
        owners.set(command, offer);
        offer.commands.push(command);
      }
      early = undefined;
    },
    of: (command) => (command == null ? undefined : owners.get(command)),
  };
}

/** Follows a dialogue for gaps in which an offer may have been made. */
export interface Unheard {
  /** Each returns the offer that the dialogue is about from here on. */
  readonly command: (latest: Offer | undefined, command: FtpCommand) => Offer | undefined;
  readonly reply: (latest: Offer | undefined, reply: FtpReply) => Offer | undefined;
  readonly lost: (latest: Offer | undefined, from: PayloadLost['from'], moment: Moment) => Offer | undefined;
  readonly offered: () => void;
}

/** A server says which command it accepted, as wu-ftpd and its heirs do. */
const ACTIVE = /\b(?:PORT|EPRT)\b/i;
const endsTransfer = ({ code }: FtpReply): boolean => completesTransfer(code);
const acceptsActive = ({ code, text }: FtpReply): boolean => code === 200 && ACTIVE.test(text);

export function watchUnheard(): Unheard {
  /** A PASV or EPSV whose reply was not seen. */
  let request: FtpCommand | undefined;
  const lost = new Set<PayloadLost['from']>();
  return {
    command(latest, command) {
      if (isPassiveCommand(command.command)) request = command;
      // The client starts a transfer: it was told where to dial, though the capture does not show the reply.
      else if (request !== undefined && isTransfer(command.command)) {
        const asked = request;
        request = undefined;
        return leaveOffer(latest, asked);
      }
      // A data connection serves one transfer: behind a gap the next one is of an offer that the gap took.
      if (lost.has('client') && isTransfer(command.command) && latest?.replies.some(endsTransfer) === true)
        return leaveOffer(latest, command);
      return latest;
    },
    reply(latest, reply) {
      if (isRefusal(reply.code)) request = undefined;
      if (latest === undefined || !acceptsActive(reply)) return latest;
      const isActive = latest.command === 'PORT' || latest.command === 'EPRT';
      // It has its answer: this one is of a later PORT or EPRT, which the capture lost.
      const isAnothers = isActive ? latest.replies.some(acceptsActive) : lost.has('client');
      return isAnothers ? leaveOffer(latest, reply) : latest;
    },
    lost(latest, from, moment) {
      lost.add(from);
      if (latest?.offered?.capture === moment.capture) latest.wordsLostAt ??= moment;
      // With gaps on both sides, a request and its offer may both be missing.
      return lost.size > 1 ? undefined : latest;
    },
    offered() {
      request = undefined;
      lost.clear();
    },
  };
}

/**
 * A refusal that answers a later request than that for this offer: from there on nothing that is said speaks of it.
 * `asked` is what the client has asked for since. PORT is an offer when it is sent, and WAD names it behind that.
 */
export function refusesAnother(offer: Offer, reply: FtpReply, asked: OfferCommand | undefined): boolean {
  const command = reply.command ?? (isPassiveCommand(asked) ? asked : undefined);
  if (!isRefusal(reply.code) || !isOfferCommand(command)) return false;
  if (isPassiveCommand(command) && command === asked) return true;
  const isAnswered = offer.replies.some((earlier) => isOfferCommand(earlier.command));
  return isAnswered || (offer.command !== null && offer.command !== command);
}
