import type { KeptPacket } from '../observations/kept-packet.js';

/** Says how often the packet was printed as it came in, and that it was never seen to leave. */
export function keptTimes({ prints: [first, ...others] }: KeptPacket): string {
  const where = first.interface ?? first.capture.file;
  return `it came in on ${where} ${others.length > 1 ? 'again and again' : 'twice'}, and was never seen to leave`;
}
