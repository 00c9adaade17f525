import { u16, u8 } from '../dissect/bytes.js';
import { ETHERNET, RAW_IP } from '../dissect/frame.js';
import type { CapturedFrame } from '../events/sniffer.js';

const ETHERNET_HEADER = 14;

/** Bytes of the frame on the wire: a dump may be cut, but the IP header says how long the packet was. */
export function frameLength({ linkType, bytes }: CapturedFrame): number {
  return Math.max(bytes.length, announced(linkType, bytes));
}

function announced(linkType: number, bytes: Uint8Array): number {
  if (linkType !== ETHERNET && linkType !== RAW_IP) return 0;
  const at = linkType === ETHERNET ? ETHERNET_HEADER : 0;
  const type = linkType === ETHERNET ? u16(bytes, at - 2) : 0;
  const version = u8(bytes, at) >> 4;
  if (version === 4 && (type === 0 || type === 0x0800)) return at + u16(bytes, at + 2);
  return version === 6 && (type === 0 || type === 0x86dd) ? at + 40 + u16(bytes, at + 4) : 0;
}
