import { order } from '../../correlate/model/time.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { FtpCommand, FtpReply } from '../../correlate/model/control-channel.js';
import type { Moment } from '../../correlate/model/moment.js';
import { goesOn } from './capture-coverage.js';
import { CLIENT_STEP_WITHIN } from '../limits.js';

/**
 * The command that a reply answers: the one printed with it, else the one found by their order, else the latest
 * before it.
 */
export function askedBy(control: ControlSession, reply: FtpReply): string | undefined {
  if (reply.answers !== undefined) return reply.answers?.command;
  return reply.command ?? commandBefore(control, reply)?.command;
}

export function commandBefore(control: ControlSession, reply: FtpReply): FtpCommand | undefined {
  return control.commands.findLast(
    (command) => command.capture === reply.capture && command.order < reply.order,
  );
}

/** Commands and replies that are not certainly older than a moment. */
export function saidAfter(control: ControlSession, moment: Moment): (FtpCommand | FtpReply)[] {
  const said = [...control.commands, ...control.replies];
  const older = new Map<string, number>();
  for (const one of said) {
    if (one.capture !== moment.capture || order(one, moment) !== 'before') continue;
    older.set(wordOf(one), (older.get(wordOf(one)) ?? 0) + 1);
    // A reply printed with its command shows that the command was older as well.
    if (isReply(one) && one.command !== undefined) older.set(one.command, older.get(one.command) ?? 1);
  }
  const told = new Map<string, number>();
  return said.filter((one) => {
    if (one === moment || order(one, moment) === 'before') return false;
    if (one.capture === moment.capture || order(one, moment) !== null) return true;
    // The clocks do not order them. But the moment's own source has shown this word so many times before the moment,
    // so the first ones here are repetitions of those.
    const key = `${wordOf(one)} ${one.capture.source} ${one.capture.file}`;
    const nth = (told.get(key) ?? 0) + 1;
    told.set(key, nth);
    return nth > (older.get(wordOf(one)) ?? 0);
  });
}

function wordOf(said: FtpCommand | FtpReply): string {
  return isReply(said) ? String(said.code) : said.command;
}

export function isReply(said: FtpCommand | FtpReply): said is FtpReply {
  return 'code' in said;
}

/** The line that ended the session after the moment: QUIT, 221 or 421, FIN or RST. */
export function endAfter(control: ControlSession, moment: Moment): Moment | null {
  const bye = saidAfter(control, moment).find((said) =>
    isReply(said) ? said.code === 221 || said.code === 421 : said.command === 'QUIT',
  );
  if (bye !== undefined) return bye;
  const { connection } = control;
  const ends = [...(connection?.near.ends ?? []), ...(connection?.far?.ends ?? [])];
  return ends.find((end) => order(end, moment) === 'after') ?? null;
}

/**
 * True if nothing followed: the session ended, or the capture goes on for longer than a client takes for its next
 * step.
 */
export function isLast(control: ControlSession, moment: Moment): boolean {
  return endAfter(control, moment) !== null || goesOn(moment, CLIENT_STEP_WITHIN);
}
