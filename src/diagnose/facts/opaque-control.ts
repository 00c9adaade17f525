import type { Denied } from './denied-data-syn.js';

export const UNSEEN = 'this session is FTPS, which no source shows';

/**
 * Whether the control channel could be encrypted and unread: `yes` where TLS is seen (or the port is that of implicit
 * FTPS), `maybe` where no source shows its bytes. Null where an offer was read, or a like session got its pinhole.
 */
export function isOpaque(it: Denied): 'yes' | 'maybe' | null {
  if (it.offer !== null || it.tls === 'none' || it.madeElsewhere) return null;
  return it.tls === 'unknown' ? 'maybe' : 'yes';
}
