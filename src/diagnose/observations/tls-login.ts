import { isRefusal } from '../../ftp.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import { saidAfter } from './control-dialogue.js';

/**
 * Nothing of a login, and no offer, was read of the session after TLS had begun. A refusal in clear is none: vsftpd
 * answers a failed handshake with 500 OOPS, ProFTPD with 421.
 */
export function handshakeOver(control: ControlSession, hello: Moment): boolean {
  if (control.offers.length > 0 || control.expectations.length > 0) return false;
  return !saidAfter(control, hello).some(
    (said) => !('code' in said ? said.code === 234 || isRefusal(said.code) : said.command === 'AUTH'),
  );
}
