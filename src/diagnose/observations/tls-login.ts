import { isRefusal } from '../../ftp.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import { saidAfter } from './control-dialogue.js';

/**
 * True if TLS began and then neither a login nor an offer could be read. A refusal in clear does not count as one:
 * vsftpd answers a failed handshake with 500 OOPS, ProFTPD with 421.
 */
export function handshakeOver(control: ControlSession, hello: Moment): boolean {
  if (control.offers.length > 0 || control.expectations.length > 0) return false;
  return !saidAfter(control, hello).some(
    (said) => !('code' in said ? said.code === 234 || isRefusal(said.code) : said.command === 'AUTH'),
  );
}
