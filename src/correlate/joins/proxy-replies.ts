import type { PayloadFtpReply } from '../../events/payload.js';
import { type FtpCommand, type FtpReply } from '../model/control-channel.js';
import { completesTransfer, isPassiveCommand, isRefusal } from '../../ftp.js';
import { gap, order } from '../model/time.js';
import type { ControlSession, Offer } from '../model/timeline.js';
import type { Kept, Moment } from '../model/moment.js';

type ServerReply = Pick<Kept<PayloadFtpReply>, 'code' | 'text' | 'moment'>;

/** Seconds within which the unit, or a proxy that looks for viruses, passes a reply on. */
const PASSES_WITHIN = 60;

/**
 * A proxy that blocks a file sends a refusal of its own, which only the client's side of the control connection shows, in
 * place of the server's reply. The client acts on it, so it is put before the server's reply. A refusal of a request for
 * another data connection (`asked`: the client's commands) belongs to no offer.
 */
export function takeProxyReplies(
  control: ControlSession,
  clientSide: readonly Kept<PayloadFtpReply>[],
  serverSide: readonly Kept<PayloadFtpReply>[],
  asked: readonly FtpCommand[],
): void {
  const said = new Set(serverSide.map(wordsOf));
  if (serverSide.length === 0) return;
  for (const entry of clientSide) {
    if (!isRefusal(entry.code) || said.has(wordsOf(entry))) continue;
    const { moment, code, text } = entry;
    const latest = asked.findLast((one) => isEarlier(one, moment));
    const command = latest?.command;
    if (isPassiveCommand(command) && !isGranted(latest, moment, clientSide)) {
      putBefore(control.replies, undefined, { ...moment, command, code, text });
      continue;
    }
    const offer = control.offers.filter((one) => isBefore(one, entry)).at(-1);
    const theirs = offer?.replies ?? control.replies;
    const earlier = theirs.filter((reply) => isFinal(reply) && order(reply, moment) !== 'after');
    // What WAD forwarded is this very reply, without its words.
    const forwarded = earlier.findLast((reply) => isForwarded(reply, code));
    const last = earlier.findLast((reply) => !isForwarded(reply, code));
    // What the client was told before is not replaced: the capture lost the server's print of a later reply.
    const replaced = last !== undefined && wasTold(clientSide, last, moment) ? undefined : last;
    const own: FtpReply = { ...moment, command: undefined, code, text, insteadOf: replaced };
    const place = forwarded ?? replaced;
    putBefore(control.replies, place, own);
    if (offer !== undefined) putBefore(offer.replies, place, own);
  }
}

/**
 * The end of a transfer that the capture shows where the client was told of it, while its print at the server's side is
 * lost. It stands before what the server said later.
 */
export function takeLostCompletions(
  control: ControlSession,
  clientSide: readonly Kept<PayloadFtpReply>[],
  serverSide: readonly Kept<PayloadFtpReply>[],
): void {
  const left = serverSide.filter(({ code }) => completesTransfer(code));
  for (const said of clientSide) {
    const { moment, code, text } = said;
    if (!completesTransfer(code)) continue;
    const at = left.findIndex((one) => mayBeSame(one, said));
    left.splice(0, at + 1);
    if (at >= 0) continue;
    const offer = control.offers.filter((one) => isBefore(one, { moment })).at(-1);
    if (offer === undefined) continue;
    const told: FtpReply = { ...moment, command: undefined, code, text, answers: undefined };
    for (const replies of [control.replies, offer.replies])
      putBefore(
        replies,
        replies.find((later) => order(later, moment) === 'after'),
        told,
      );
  }
}

/** One reply on both sides of the unit, as far as the clocks can tell. */
function mayBeSame(one: ServerReply, other: ServerReply): boolean {
  const since = gap(one.moment, other.moment);
  if (wordsOf(one) !== wordsOf(other)) return false;
  return since === null || (since.least <= PASSES_WITHIN && since.most >= 0);
}

/** The request had its answer before: the refusal tells of something else, such as a session that was idle. */
function isGranted(
  request: Moment | undefined,
  until: Moment,
  replies: readonly Kept<PayloadFtpReply>[],
): boolean {
  return replies.some(
    ({ code, moment }) =>
      !isRefusal(code) && request !== undefined && isEarlier(request, moment) && isEarlier(moment, until),
  );
}

/**
 * WAD prints a refusal's code alone. Where the payload shows the same reply, its text is put first, because it tells more.
 * The n-th reply with a code in one source is the n-th in the other, unless the clocks contradict it.
 */
export function spokenFirst(replies: FtpReply[]): void {
  const forwarded = replies.filter((reply) => isRefusal(reply.code) && isForwarded(reply, reply.code));
  for (const reply of forwarded) {
    const spoken = replies.find(
      (one, at) =>
        at > replies.indexOf(reply) &&
        one.code === reply.code &&
        one.text !== '' &&
        order(one, reply) === null,
    );
    if (spoken === undefined) continue;
    replies.splice(replies.indexOf(spoken), 1);
    replies.splice(replies.indexOf(reply), 0, spoken);
  }
}

const isForwarded = (reply: FtpReply, code: number): boolean =>
  reply.capture.source === 'wad' && reply.code === code && reply.text === '';
const isEarlier = (one: Moment, than: Moment): boolean =>
  one.capture === than.capture && one.order < than.order;

function wasTold(clientSide: readonly Kept<PayloadFtpReply>[], reply: FtpReply, until: Moment): boolean {
  return clientSide.some(
    (one) =>
      wordsOf(one) === wordsOf(reply) &&
      order(reply, one.moment) !== 'after' &&
      order(one.moment, until) === 'before',
  );
}

const wordsOf = ({ code, text }: Pick<PayloadFtpReply, 'code' | 'text'>): string => `${code} ${text}`;

const isBefore = ({ offered }: Offer, { moment }: Pick<ServerReply, 'moment'>): boolean =>
  offered === null || order(offered, moment) !== 'after';

/** What ends a transfer. */
const isFinal = ({ code }: FtpReply): boolean => completesTransfer(code) || isRefusal(code);

function putBefore(replies: FtpReply[], replaced: FtpReply | undefined, own: FtpReply): void {
  const at = replaced === undefined ? -1 : replies.indexOf(replaced);
  replies.splice(at < 0 ? replies.length : at, 0, own);
}
