import { ipv4Text, u16, u32, u8 } from './bytes.js';
import type { PeerTable } from '../events/peer-table.js';
import type { Frame } from './frame-model.js';
import { dissectIp } from './ip.js';

/** Link types as libpcap numbers them. */
export const ETHERNET = 1;
export const RAW_IP = 101;

export const VLAN_TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100, 0x9200]);

/** `known` has the texts of endpoints that were met before. */
export function dissectFrame(bytes: Uint8Array, linkType: number, known?: PeerTable): Frame {
  switch (linkType) {
    case ETHERNET:
      return byEtherType(bytes, 12, known);
    case 0: // null: the address family in the byte order of the capturing host, so the IP version decides
    case 108:
      return dissectIp(bytes, 4, known) ?? nothing('null');
    case 9:
      return byPppType(bytes, u8(bytes, 0) === 0xff ? 2 : 0, known);
    case 12:
    case 14:
    case RAW_IP:
    case 228:
    case 229:
      return dissectIp(bytes, 0, known) ?? nothing('ip');
    case 113: // Linux cooked v1
      return { ...byEtherType(bytes, 14, known), direction: packetType(u16(bytes, 0)) };
    case 276: // Linux cooked v2: the type stands first, the packet after 20 bytes
      return { ...afterType(bytes, u16(bytes, 0), 20, known), direction: packetType(u8(bytes, 10)) };
    default:
      return nothing(`link type ${linkType}`);
  }
}

/** Linux says of a cooked frame whom it was for: this host (0), all (1, 2), another host (3), or that this host sent it (4). */
function packetType(type: number): Frame['direction'] {
  if (type === 4) return 'out';
  return type < 3 ? 'in' : undefined;
}

function byEtherType(bytes: Uint8Array, at: number, known: PeerTable | undefined): Frame {
  return afterType(bytes, u16(bytes, at), at + 2, known);
}

/** `at`: the first byte after the type field. */
function afterType(bytes: Uint8Array, first: number, at: number, known: PeerTable | undefined): Frame {
  let type = first;
  while (VLAN_TAGS.has(type) && at < bytes.length) {
    type = u16(bytes, at + 2);
    at += 4;
  }
  if (type === 0x0800 || type === 0x86dd) return dissectIp(bytes, at, known) ?? nothing('ip');
  if (type === 0x8864) return byPppType(bytes, at + 6, known);
  if (type === 0x0806) return nothing(arpWords(bytes, at));
  if (type < 0x600) return nothing(u16(bytes, at) === 0x4242 ? 'stp' : 'llc');
  // The unit's own spelling, seen in raw terminal logs.
  return nothing(`Ether type 0x${type.toString(16)} printer havn't been added to sniffer.`);
}

function byPppType(bytes: Uint8Array, at: number, known: PeerTable | undefined): Frame {
  const type = u16(bytes, at);
  return (type === 0x0021 || type === 0x0057 ? dissectIp(bytes, at + 2, known) : null) ?? nothing('ppp');
}

/** Octets of a MAC are not zero padded: `arp reply 10.0.0.1 is-at 8:5b:e:1c:41:14`. */
function arpWords(bytes: Uint8Array, at: number): string {
  if (u32(bytes, at + 2) !== 0x08000604) return 'arp';
  const [sender, target] = [ipv4Text(bytes, at + 14), ipv4Text(bytes, at + 24)];
  if (u16(bytes, at + 6) === 1) return `arp who-has ${target} tell ${sender}`;
  const mac = Array.from({ length: 6 }, (_, octet) => u8(bytes, at + 8 + octet).toString(16)).join(':');
  return `arp reply ${sender} is-at ${mac}`;
}

function nothing(note: string): Frame {
  return {
    proto: undefined,
    src: undefined,
    dst: undefined,
    peers: undefined,
    tcp: undefined,
    payload: undefined,
    length: undefined,
    note,
    hops: undefined,
    direction: undefined,
    cut: false,
  };
}
