import { latin1, u8 } from './bytes.js';
import type { Carries, Speaker } from './control-channel.js';

export interface DetectedProtocol {
  readonly carries: Carries;
  /** Which end sends what was recognised. */
  readonly speaker: Speaker;
}

const LONGEST_SIGN = 6;

/**
 * What a connection on no well-known port carries, by the first bytes of a direction: the greeting of an FTP server, or
 * a TLS hello. `begun`: the capture may have missed the greeting, so an offer will do. 'short': more bytes are needed.
 */
export function detectProtocol(bytes: Uint8Array, begun: boolean): DetectedProtocol | 'short' | null {
  const start = latin1(bytes.subarray(0, LONGEST_SIGN));
  if (start.startsWith('\x16\x03') && start.length === LONGEST_SIGN && u8(bytes, 2) <= 4) {
    const kind = u8(bytes, 5);
    // Whatever the handshake begins with where the capture holds its beginning: the alert that ends it can be read.
    if (kind !== 1 && kind !== 2 && begun) return null;
    return { carries: 'tls', speaker: kind === 2 ? 'server' : 'client' };
  }
  if (/^220[ -]/.test(start)) return { carries: 'control', speaker: 'server' };
  if (begun && /^22[79] /.test(start)) return { carries: 'control', speaker: 'server' };
  if (begun && /^(?:(?:PASV|EPSV)\r|(?:PORT|EPRT) )/i.test(start))
    return { carries: 'control', speaker: 'client' };
  return start.length < LONGEST_SIGN && /^(?:2|\x16|[PE]|$)/i.test(start) ? 'short' : null;
}
