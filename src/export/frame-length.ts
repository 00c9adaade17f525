import type { CapturedFrame } from '../events/sniffer.js';

const ETHERNET = 1;
const RAW_IP = 101;
const ETHERNET_HEADER = 14;

/** Bytes of the frame on the wire: a dump may be cut, but the IP header says how long the packet was. */
export function frameLength({ linkType, bytes }: CapturedFrame): number {
  return Math.max(bytes.length, announced(linkType, bytes));
}

function announced(linkType: number, bytes: Uint8Array): number {
  if (linkType !== ETHERNET && linkType !== RAW_IP) return 0;
  const at = linkType === ETHERNET ? ETHERNET_HEADER : 0;
  const word = (where: number): number => ((bytes[where] ?? 0) << 8) | (bytes[where + 1] ?? 0);
  const type = linkType === ETHERNET ? word(at - 2) : 0;
  const version = (bytes[at] ?? 0) >> 4;
  if (version === 4 && (type === 0 || type === 0x0800)) return at + word(at + 2);
  return version === 6 && (type === 0 || type === 0x86dd) ? at + 40 + word(at + 4) : 0;
}
