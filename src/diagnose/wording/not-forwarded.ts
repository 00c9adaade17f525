import type { KeptPacket } from '../observations/kept-packet.js';

/** How often a packet was printed as it came in, at least, and that no print shows it leaving. */
export function keptTimes({ prints: [first, ...others] }: KeptPacket): string {
  const where = first.interface ?? first.capture.file;
  return `it came in on ${where} ${others.length > 1 ? 'again and again' : 'twice'}, and was never seen to leave`;
}
