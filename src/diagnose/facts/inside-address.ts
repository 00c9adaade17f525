import { addressOf, type Endpoint } from '../../net.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { Trace } from '../../correlate/model/leg.js';
import { isPrivate } from './private-addresses.js';
import { numbered, check } from '../wording/steps.js';
import { announced } from '../wording/general-steps.js';
import type { RemedyStep } from '../../remedy.js';

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

/** What to do about an offer that names the server's own address. */
export function announceOutside(outside: Endpoint): RemedyStep[] {
  return numbered(
    check(
      'Let the unit read the control channel: it then rewrites the reply and opens the pinhole. FTPS needs proxy mode with deep inspection, plain FTP the session helper',
      'show system session-helper',
    ),
    announced(addressOf(outside)),
  );
}
