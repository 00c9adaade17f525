import { addressOf, type Endpoint } from '../../net.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { Trace } from '../../correlate/model/leg.js';
import { isPrivate } from './private-addresses.js';

/**
 * The client outside dialled the server's address behind the VIP. It can know that one only from an offer that nobody
 * rewrote.
 */
export function dialsInside(control: ControlSession | null, { src, dst }: Trace): boolean {
  if (control?.server == null || control.mappedServer === null || control.client === null) return false;
  const inside = addressOf(control.mappedServer);
  return (
    addressOf(src) === addressOf(control.client) &&
    addressOf(dst) === inside &&
    inside !== addressOf(control.server) &&
    isPrivate(control.mappedServer)
  );
}

/** The fix for an offer that names the server's own address. */
export function announceOutside(outside: Endpoint): string[] {
  const host = addressOf(outside);
  return [
    '# Let the unit read the control channel: it then rewrites the reply and opens the pinhole. Plain FTP needs the session helper, FTPS proxy mode with deep inspection.',
    'show system session-helper',
    '# Or, on the server, announce the outside address, together with a fixed passive range that a VIP forwards. vsftpd:',
    `pasv_address=${host}`,
    '# ProFTPD:',
    `MasqueradeAddress ${host}`,
  ];
}
