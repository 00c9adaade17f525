import { type FtpCommand, type FtpReply } from '../../correlate/model/control-channel.js';
import { isRefusal, isTransfer, opensTransfer } from '../../ftp.js';
import { gap, order } from '../../correlate/model/time.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Offer } from '../../correlate/model/timeline.js';
import { FINAL_REPLY_WITHIN } from '../../correlate/model/offer.js';
import { CLIENT_STEP_WITHIN } from '../limits.js';
import { goesOn } from './capture-coverage.js';

/** Replies that can only be about a data connection, whatever command they answer. */
const DATA_ONLY: ReadonlySet<number> = new Set([226, 425, 426]);

/**
 * Replies which say that the server waited for the data connection. 550 and the like come before anybody has to dial.
 */
export const WAITED: ReadonlySet<number> = new Set([421, 425, 426]);

export interface Replies {
  /** The reply to PASV, EPSV, PORT or EPRT itself. */
  readonly answer: FtpReply | null;
  /** The transfer command, 125/150 or 425: somebody wanted the data connection. */
  readonly wanted: FtpCommand | FtpReply | null;
  /** 125/150: the server began. */
  readonly opening: FtpReply | null;
  /** The reply that ended the transfer, of any class; null if the client itself broke it off. */
  readonly closing: FtpReply | null;
  /** ABOR after the transfer command, or the reply to ABOR: the client itself wanted the transfer to end. */
  readonly aborted: FtpCommand | FtpReply | null;
}

/** What the control channel says about the offer's data connection. */
export function repliesOf(offer: Offer): Replies {
  const verb = offer.commands.find(({ command }) => isTransfer(command)) ?? null;
  const said = offer.replies
    .filter((reply) => !makesNext(offer, reply))
    .map((reply) => ({ reply, command: answered(offer, reply) }))
    .filter(isOfFirstBegun());
  const about = said.filter(({ reply, command }) =>
    command === undefined ? isAboutData(offer, reply) : isTransfer(command),
  );
  const opening = about.find(({ reply }) => opensTransfer(reply.code))?.reply ?? null;
  const closing = closingOf(about.map(({ reply }) => reply).filter(({ code }) => code >= 200));
  const answer = said.find(({ command }) => command !== undefined && makes(offer, command))?.reply ?? null;
  const wanted = verb ?? about[0]?.reply ?? null;
  const aborted = abortOf(offer, wanted, closing);
  // A refusal that follows ABOR, and the 426 that answers it, are no failures.
  const isTheirs = aborted !== null && (closing?.code ?? 0) >= 400;
  return { answer, wanted, opening, closing: isTheirs ? null : closing, aborted };
}

/**
 * A data connection serves one transfer: what answers another transfer command, once one has begun, is about an offer
 * whose lines are lost.
 */
function isOfFirstBegun(): (said: { reply: FtpReply; command: string | undefined }) => boolean {
  let begun: string | undefined;
  return ({ reply, command }) => {
    if (command === undefined || !isTransfer(command)) return true;
    if (begun === undefined && opensTransfer(reply.code)) begun = command;
    return begun === undefined || begun === command;
  };
}

/**
 * The first final reply. A server that confirms before the data connection is even dialled takes that back with a 425 or
 * 426, which answers no command.
 */
function closingOf(final: readonly FtpReply[]): FtpReply | null {
  const [first] = final;
  if (first === undefined || isRefusal(first.code)) return first ?? null;
  const takenBack = final.find(({ code, answers }) => answers === null && (code === 425 || code === 426));
  return takenBack ?? first;
}

/**
 * Whether it is the command that asked for this offer. Of an offer that is known from its pinhole alone the capture lost
 * the command, and only the reply to it is left.
 */
function makes({ command }: Offer, named: string): boolean {
  return command === null ? named === 'PORT' || named === 'EPRT' : named === command;
}

/** By its code, or by when it came. */
function isAboutData(offer: Offer, reply: FtpReply): boolean {
  return DATA_ONLY.has(reply.code) || opensTransfer(reply.code) || closes(offer, reply);
}

/** The 227 or 229 that makes the next offer is said before that offer stands, and is no word about this one. */
function makesNext({ next }: Offer, { line }: FtpReply): boolean {
  const made = [next?.offered, next?.toldToClient?.moment];
  return made.some((one) => one?.line.line === line.line && one.line.file === line.file);
}

/** A server that refuses says so just before it closes what the client had opened, or behind it. */
const REFUSED_BEFORE_END = 0.5;

/** A refusal without its command, at the moment when the data connection ended, is about that connection. */
function closes({ flow }: Offer, reply: FtpReply): boolean {
  const ends = [...(flow?.connection.near.ends ?? []), ...(flow?.connection.far?.ends ?? [])];
  return (
    isRefusal(reply.code) &&
    ends.some((end) => {
      const since = end.capture === reply.capture ? gap(end, reply) : null;
      return since !== null && since.least >= -REFUSED_BEFORE_END && since.most <= FINAL_REPLY_WITHIN;
    })
  );
}

/**
 * The ABOR that broke off the transfer; null if the transfer had ended before. RFC 959: the transfer is answered with
 * 426 and ABOR itself with 226. WAD prints a command when it takes it off its queue, so ABOR may stand behind that
 * 426.
 */
function abortOf(
  offer: Offer,
  wanted: FtpCommand | FtpReply | null,
  closing: FtpReply | null,
): FtpCommand | FtpReply | null {
  const { commands, replies } = offer;
  if (wanted === null) return null;
  const isAbort = (one: FtpCommand | FtpReply): boolean =>
    one.command === 'ABOR' && order(one, wanted) !== 'before';
  const spoken = [...commands, ...replies, ...saidByClient(offer)];
  const abort = spoken.find(isAbort) ?? null;
  if (abort === null && closing?.code === 426) return replies.find(answersAbort) ?? null;
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

/** What the client's side alone shows it say before the next offer: the print at the server's side may be lost. */
function saidByClient({ control, next }: Offer): readonly FtpCommand[] {
  const until = next?.offered ?? null;
  return (control?.clientSaid ?? []).filter((one) => until === null || order(one, until) === 'before');
}

/** "226 ABOR command successful", of an ABOR that the capture lost. */
function answersAbort({ code, text, command }: FtpReply): boolean {
  return command === undefined && (code === 225 || code === 226) && /\babor/i.test(text);
}

/**
 * True if WAD's log ends at the 426 that closed the transfer. WAD names ABOR when it takes it off its queue, behind that
 * reply: of a log that ends there nobody knows whether the client itself broke the transfer off. Nor does anybody where
 * words in front of the 426 are lost.
 */
export function mayBeAborted(
  { replies, commands, next, wordsLostAt: lost }: Offer,
  closing: FtpReply,
): boolean {
  if (closing.code !== 426) return false;
  if (lost?.capture === closing.capture && order(lost, closing) !== 'after') return true;
  if (closing.capture.source !== 'wad') return false;
  const said = [...replies, ...commands, ...(next?.offered == null ? [] : [next.offered])];
  const isLater = (moment: Moment): boolean =>
    moment.capture === closing.capture && moment.order > closing.order;
  return !said.some(isLater) && !goesOn(closing, CLIENT_STEP_WITHIN);
}

/**
 * The command that a reply answers: the one printed with it, else the one found by their order, else the latest
 * before it. In payload, the first reply after the offer answers the offer itself: the offer of PORT is made by the
 * command, and that of PASV by its 227.
 */
function answered(offer: Offer, reply: FtpReply): string | undefined {
  if (reply.command !== undefined) return reply.command;
  if (reply.answers !== undefined) return reply.answers?.command;
  const asked = offer.commands.filter((one) => one.capture === reply.capture && one.order < reply.order);
  if (asked.length > 0) return asked.at(-1)?.command;
  const isFirst = offer.replies.find(({ capture }) => capture === reply.capture) === reply;
  if (offer.wordsLostAt !== null && order(offer.wordsLostAt, reply) !== 'after') return undefined;
  return isFirst && reply.capture.source === 'sniffer' ? (offer.command ?? undefined) : undefined;
}
