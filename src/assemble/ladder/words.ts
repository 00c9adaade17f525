import type { FtpCommand, FtpReply } from '../../correlate/model/control-channel.js';
import type { Moment } from '../../correlate/model/moment.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { ControlSession, Offer } from '../../correlate/model/timeline.js';
import { linksOf } from '../../diagnose/observations/vdom-links.js';
import { commandWord, replyWord, tlsWord } from '../../events/words.js';
import { isPassiveCommand, PASSIVE_REPLY_CODES } from '../../ftp.js';
import { wayOf } from './lanes.js';
import { atOf, ownMark, samePlace, type Host, type IsCited, type Mark } from './mark.js';

/** What was said about this offer on the control channel, and what the verdict cites of it beside. */
export function wordMarks(offer: Offer, control: ControlSession, isCited: IsCited): Mark[] {
  const { commands, replies } = wordsOf(offer, control, isCited);
  const links = control.connection === null ? new Set<string>() : linksOf(legsOf(control.connection));
  const own = new Set(control.clientSaid);
  const hasTwo = control.clientSaid.length > 0;
  const said = (by: Host, moment: Moment, label: string, isNear: boolean): Mark => {
    const side: Host = isNear ? 'client' : 'server';
    const place = {
      interface: moment.interface,
      direction: moment.direction,
      side: hasTwo ? side : undefined,
    };
    return { moment, at: atOf(moment), way: wayOf(by, { ...place, links }), kind: 'word', label };
  };
  return [
    ...commands
      .filter((one) => !isAnswered(one, replies))
      .map((one) =>
        one.capture.source === 'wad'
          ? ownMark(one, 'wad', `WAD takes ${one.command} off its queue`)
          : said('client', one, commandWord(one.command, one.argument).said, own.has(one)),
      ),
    ...replies.map((one) =>
      one.capture.source === 'wad'
        ? ownMark(
            one,
            'wad',
            `WAD forwards ${one.code}${one.command === undefined ? '' : ` for ${one.command}`}`,
          )
        : said('server', one, replyWord(one.code, one.text).said, one.insteadOf !== undefined),
    ),
    ...clientReads(offer, replies).map(({ moment, label }) => said('server', moment, label, true)),
    ...control.tls
      .filter(
        (record) => record.record === 'alert' && (isCited(record.moment) || isWithin(record.moment, offer)),
      )
      .map((record) => said(record.from, record.moment, `control: ${tlsWord(record).said}`, false)),
  ];
}

/** WAD names a command when it takes it off its queue, and again with the reply to it. */
function isAnswered({ capture, command, order }: FtpCommand, replies: readonly FtpReply[]): boolean {
  return (
    capture.source === 'wad' &&
    replies.some((reply) => reply.capture === capture && reply.command === command && reply.order >= order)
  );
}

/** The offer as the unit rewrote it for the client, where that is a line of its own. */
function clientReads(
  { toldToClient: told, command }: Offer,
  replies: readonly FtpReply[],
): { readonly moment: Moment; readonly label: string }[] {
  if (told === null || !isPassiveCommand(command)) return [];
  const { endpoint, moment } = told;
  if (replies.some((reply) => samePlace(reply.line, moment.line))) return [];
  return [{ moment, label: `${PASSIVE_REPLY_CODES[command]} names ${endpoint}` }];
}

/** The request that led to the offer stands before it, and so does a 227: they belong to what was asked for. */
function wordsOf(
  offer: Offer,
  { commands, replies, clientSaid }: ControlSession,
  isCited: IsCited,
): { commands: readonly FtpCommand[]; replies: readonly FtpReply[] } {
  const { offered, command, toldToClient } = offer;
  const lines = [offered, toldToClient?.moment ?? null];
  const makesIt = (said: Moment): boolean =>
    lines.some((one) => one !== null && samePlace(one.line, said.line));
  const requests = [commands, clientSaid].flatMap((all) => {
    const asked = all.findLast(
      (one) => one.command === command && offered !== null && isEarlier(one, offered),
    );
    return asked === undefined ? [] : [asked];
  });
  const theirs = new Set<Moment>([...offer.commands, ...requests, ...offer.replies]);
  const isOwn = (said: Moment): boolean => theirs.has(said) || makesIt(said) || isCited(said);
  return {
    commands: [...new Set([...commands, ...clientSaid])].filter(
      (one) => isOwn(one) || (clientSaid.includes(one) && isWithin(one, offer)),
    ),
    replies: replies.filter(isOwn),
  };
}

const isEarlier = (one: Moment, than: Moment): boolean =>
  one.capture === than.capture && one.order <= than.order;

/** Behind the offer and before the next one, in the same capture. */
function isWithin(said: Moment, { offered, next }: Offer): boolean {
  const end = next?.offered ?? null;
  return (
    offered !== null &&
    isEarlier(offered, said) &&
    (end === null || (end.capture === said.capture && said.order < end.order))
  );
}
