import { addressOf } from '../../net.js';
import { isPrivate } from '../addresses.js';
import { failingLine } from '../failing.js';
import type { Rule } from '../rule.js';

/**
 * The 227 reached the client with the server's inside address: nobody rewrote it. A private address in WAD's
 * `offer_ip` is no sign of it: WAD prints the offer before it rewrites it (seed).
 */
export const pasvPrivateAddressLeaked: Rule = {
  code: 'PASV_PRIVATE_ADDRESS_LEAKED',
  stage: 'offer',
  verdict: 'failed',
  judge: (it) => {
    const { told, endpoint } = it.offer;
    const server = it.control?.server;
    if (!it.passive || told === null || server == null || it.hit !== null) return null;
    if (addressOf(told.endpoint) === addressOf(server) || !isPrivate(told.endpoint)) return null;
    const failing = failingLine(it);
    if (failing === null) return null;
    return {
      message: `The client was told the server’s inside address ${endpoint}: nobody rewrote the 227 on its way, and the client dialled ${addressOf(server)} for the control connection.`,
      evidence: [failing, told.moment, it.syn],
      fix: [
        '# Let the unit read the control channel: it then rewrites the reply and opens the pinhole. Plain FTP needs the session helper, FTPS proxy mode with deep inspection.',
        'show system session-helper',
        '# Or, on the server, announce the outside address, together with a fixed passive range that a VIP forwards. vsftpd:',
        `pasv_address=${addressOf(server)}`,
        '# ProFTPD:',
        `MasqueradeAddress ${addressOf(server)}`,
      ],
    };
  },
};
