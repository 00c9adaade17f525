import type { Denied } from './denied-data-syn.js';

export const UNSEEN = 'this session is FTPS, which no source shows';

/**
 * Could the control channel have been encrypted, so that nobody read it? `yes` if TLS is seen (or the port is that of
 * implicit FTPS), `maybe` if no source shows its bytes. Null if an offer was read, or if a similar session got its
 * pinhole.
 */
export function isOpaque(it: Denied): 'yes' | 'maybe' | null {
  if (it.offer !== null || it.tls === 'none' || it.madeElsewhere) return null;
  return it.tls === 'unknown' ? 'maybe' : 'yes';
}
