import { u16, u32, u8 } from '../../dissect/bytes.js';
import { ETHERNET, RAW_IP, VLAN_TAGS } from '../../dissect/frame.js';
import { drop, redactAddress, redactMac, type FrameRedaction } from './fields.js';
import { redactIp } from './ip.js';

export function redactFrame(bytes: Uint8Array, linkType: number, redaction: FrameRedaction): void {
  switch (linkType) {
    case ETHERNET:
      redactMac(bytes, 0, redaction);
      redactMac(bytes, 6, redaction);
      byEtherType(bytes, u16(bytes, 12), 14, redaction);
      return;
    case 0:
    case 108:
      redactIp(bytes, 4, redaction);
      return;
    case 9:
      byPppType(bytes, u8(bytes, 0) === 0xff ? 2 : 0, redaction);
      return;
    case 12:
    case 14:
    case RAW_IP:
    case 228:
    case 229:
      redactIp(bytes, 0, redaction);
      return;
    case 113:
      if (u16(bytes, 4) === 6) redactMac(bytes, 6, redaction);
      byEtherType(bytes, u16(bytes, 14), 16, redaction);
      return;
    case 276:
      if (u8(bytes, 11) === 6) redactMac(bytes, 12, redaction);
      byEtherType(bytes, u16(bytes, 0), 20, redaction);
      return;
    default:
      bytes.fill(0);
  }
}

function byEtherType(bytes: Uint8Array, first: number, start: number, redaction: FrameRedaction): void {
  let type = first;
  let at = start;
  while (VLAN_TAGS.has(type) && at < bytes.length) {
    type = u16(bytes, at + 2);
    at += 4;
  }
  if (type === 0x0800 || type === 0x86dd) redactIp(bytes, at, redaction);
  else if (type === 0x8864) byPppType(bytes, at + 6, redaction);
  else if (type === 0x0806) redactArp(bytes, at, redaction);
  // Of what else there is only the kind is told: spanning tree and discovery protocols name switches and people.
  else drop(bytes, type < 0x600 ? at + 3 : at);
}

function byPppType(bytes: Uint8Array, at: number, redaction: FrameRedaction): void {
  const type = u16(bytes, at);
  if (type === 0x0021 || type === 0x0057) redactIp(bytes, at + 2, redaction);
  else drop(bytes, at + 2);
}

function redactArp(bytes: Uint8Array, at: number, redaction: FrameRedaction): void {
  if (u32(bytes, at + 2) !== 0x08000604) {
    drop(bytes, at + 8);
    return;
  }
  for (const sender of [at + 8, at + 18]) {
    redactMac(bytes, sender, redaction);
    redactAddress(bytes, sender + 6, 4, redaction);
  }
  drop(bytes, at + 28);
}
