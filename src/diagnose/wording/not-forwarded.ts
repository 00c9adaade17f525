import type { KeptPacket } from '../observations/kept-packet.js';

/** Says how often the packet was printed as it came in, and that it was never seen to leave. */
export function keptTimes({ prints: [first, ...others], isRefused }: KeptPacket): string {
  const where = first.interface ?? first.capture.file;
  if (isRefused) return `the unit answered it with a reset on ${where}, and it was never seen to leave`;
  return `it came in on ${where} ${others.length > 1 ? 'again and again' : 'twice'}, and was never seen to leave`;
}
