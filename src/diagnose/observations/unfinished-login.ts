import { isRefusal } from '../../ftp.js';
import type { FtpReply } from '../../correlate/model/control-channel.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import { askedBy } from './control-dialogue.js';

const LOGIN: ReadonlySet<string> = new Set(['USER', 'PASS', 'ACCT', 'AUTH', 'ADAT', 'HOST']);
/**
 * Replies that a server gives only after the login: to PASS or ACCT, to PWD, CWD, REST, SIZE, and about data
 * connections.
 */
const LOGGED_IN: ReadonlySet<number> = new Set([
  ...[230, 232, 202],
  ...[125, 150, 213, 225, 226, 227, 229, 250, 257, 350],
]);

/**
 * True if nobody was logged in when the server said this. That is known if it answers a part of the login itself, or
 * if one capture shows the session from its beginning without a gap. What was said before a capture began is not
 * known.
 */
export function isBeforeLogin(control: ControlSession, said: FtpReply): boolean {
  if (control.replies.some(({ code }) => LOGGED_IN.has(code))) return false;
  // Encrypted application records follow a completed handshake, and may contain a login.
  if (control.tls.some(({ record }) => record === 'application')) return false;
  const asked = askedBy(control, said);
  if (asked !== undefined && LOGIN.has(asked) && isRefusal(said.code)) return true;
  return control.wordsLostAt === null && showsBeginning(control, said);
}

/** True if the same capture shows the SYN, or the greeting before all commands. */
function showsBeginning({ connection, commands, replies }: ControlSession, said: FtpReply): boolean {
  const isHere = ({ capture }: { capture: unknown }): boolean => capture === said.capture;
  const [near, far] = [connection?.near, connection?.far];
  if ([...(near?.syns ?? []), ...(far?.syns ?? [])].some(isHere)) return true;
  const greeting = replies.find(isHere);
  const command = commands.find(isHere);
  return greeting?.code === 220 && (command === undefined || greeting.order < command.order);
}
