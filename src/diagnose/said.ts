import { order } from '../correlate/order.js';
import type { ControlSession, FtpCommand, FtpReply, Moment } from '../correlate/timeline.js';
import { goesOn } from './coverage.js';

/** A client's next step follows a reply within this many seconds. */
const PATIENCE = 3;

/** The command that a reply answers: printed with it, or the latest before it. */
export function askedBy(control: ControlSession, reply: FtpReply): string | undefined {
  return reply.command ?? commandBefore(control, reply)?.command;
}

export function commandBefore(control: ControlSession, reply: FtpReply): FtpCommand | undefined {
  return control.commands
    .filter((command) => command.capture === reply.capture && command.order < reply.order)
    .at(-1);
}

/** What the session said that is not certainly older than a moment. */
export function saidAfter(control: ControlSession, moment: Moment): (FtpCommand | FtpReply)[] {
  return [...control.commands, ...control.replies].filter(
    (one) => one !== moment && order(one, moment) !== 'before',
  );
}

export function isReply(said: FtpCommand | FtpReply): said is FtpReply {
  return 'code' in said;
}

/** The line that ended the session after a moment: QUIT, 221 or 421, FIN or RST. */
export function endAfter(control: ControlSession, moment: Moment): Moment | null {
  const bye = saidAfter(control, moment).find((said) =>
    isReply(said) ? said.code === 221 || said.code === 421 : said.command === 'QUIT',
  );
  if (bye !== undefined) return bye;
  const { connection } = control;
  const ends = [...(connection?.near.ends ?? []), ...(connection?.far?.ends ?? [])];
  return ends.find((end) => order(end, moment) === 'after') ?? null;
}

/** Nothing more came of it: the session ended, or the capture goes on for longer than a client waits. */
export function isLast(control: ControlSession, moment: Moment): boolean {
  return endAfter(control, moment) !== null || goesOn(moment, PATIENCE);
}
