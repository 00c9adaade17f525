import { endpoint } from '../net.js';
import type { PeerTable } from '../events/peer-table.js';
import { ipv4Text, ipv6Text, u16, u32, u8 } from './bytes.js';
import type { Frame } from './frame-model.js';
import { icmpWords } from './icmp.js';
import { dissectTcp, type TcpPart } from './tcp.js';

/** Where the transport header begins and how far the packet reaches, both as offsets into the frame. */
interface Packet {
  readonly proto: number;
  /** How an address is written, and where the two of them stand. */
  readonly address: typeof ipv4Text;
  readonly srcAt: number;
  readonly dstAt: number;
  readonly at: number;
  readonly end: number;
  readonly hops: number;
  readonly fragment: { id: number; offset: number; more: boolean } | undefined;
}

const NO_TCP: TcpPart = { tcp: undefined, payload: undefined, length: undefined };
const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION = 60;

/** The packet that begins at `at`, told by its IP version, whatever the link layer says; null where it is no IP. */
export function dissectIp(bytes: Uint8Array, at: number, known: PeerTable | undefined): Frame | null {
  const packet = packetAt(bytes, at);
  return packet === null ? null : frameOf(bytes, packet, known);
}

function packetAt(bytes: Uint8Array, at: number): Packet | null {
  const version = u8(bytes, at) >> 4;
  if (version === 4) return ipv4(bytes, at);
  return version === 6 ? ipv6(bytes, at) : null;
}

function ipv4(bytes: Uint8Array, at: number): Packet | null {
  const header = (u8(bytes, at) & 15) * 4;
  if (header < 20 || at + header > bytes.length) return null;
  const field = u16(bytes, at + 6);
  const fragmented = (field & 0x3fff) !== 0;
  // Segmentation offload leaves a total length of 0: then all that was captured is the packet.
  const total = u16(bytes, at + 2);
  return {
    proto: u8(bytes, at + 9),
    address: ipv4Text,
    srcAt: at + 12,
    dstAt: at + 16,
    at: at + header,
    hops: u8(bytes, at + 8),
    end: total === 0 ? bytes.length : at + Math.max(total, header),
    fragment: fragmented
      ? { id: u16(bytes, at + 4), offset: (field & 0x1fff) * 8, more: (field & 0x2000) !== 0 }
      : undefined,
  };
}

function ipv6(bytes: Uint8Array, start: number): Packet | null {
  if (start + 40 > bytes.length) return null;
  const size = u16(bytes, start + 4);
  let proto = u8(bytes, start + 6);
  let at = start + 40;
  let fragment: Packet['fragment'];
  for (let steps = 0; steps < 8 && at + 8 <= bytes.length && (fragment?.offset ?? 0) === 0; steps++) {
    const next = u8(bytes, at);
    if (proto === FRAGMENT) {
      const field = u16(bytes, at + 2);
      fragment = { id: u32(bytes, at + 4), offset: field & 0xfff8, more: (field & 1) !== 0 };
      at += 8;
    } else if (proto === HOP_BY_HOP || proto === ROUTING || proto === DESTINATION) {
      at += (u8(bytes, at + 1) + 1) * 8;
    } else if (proto === AUTHENTICATION) {
      at += (u8(bytes, at + 1) + 2) * 4;
    } else break;
    proto = next;
  }
  return {
    proto,
    address: ipv6Text,
    srcAt: start + 8,
    dstAt: start + 24,
    at,
    hops: u8(bytes, start + 7),
    end: size === 0 ? bytes.length : start + 40 + size,
    fragment,
  };
}

function frameOf(bytes: Uint8Array, packet: Packet, known: PeerTable | undefined): Frame {
  const { proto, at, end, fragment } = packet;
  const captured = Math.min(end, bytes.length) - at;
  const later = fragment !== undefined && fragment.offset > 0;
  const ports = (proto === 6 || proto === 17) && !later && captured >= 4;
  const { tcp, payload, length } = proto === 6 && !later ? dissectTcp(bytes, at, end) : NO_TCP;
  const { src, dst, peers } = endsOf(bytes, packet, ports, known);
  return {
    proto,
    src,
    dst,
    peers,
    tcp,
    payload,
    length: proto === 17 && ports ? Math.max(0, u16(bytes, at + 4) - 8) : length,
    note: noteOf(bytes, packet),
    hops: packet.hops,
    direction: undefined,
    cut: end > bytes.length,
  };
}

type Ends = Pick<Frame, 'src' | 'dst' | 'peers'>;

function endsOf(bytes: Uint8Array, packet: Packet, ports: boolean, known: PeerTable | undefined): Ends {
  const { address, srcAt, dstAt, at } = packet;
  if (!ports) return { src: address(bytes, srcAt), dst: address(bytes, dstAt), peers: undefined };
  const srcPort = u16(bytes, at);
  const dstPort = u16(bytes, at + 2);
  const isKnown = known !== undefined && address === ipv4Text;
  const met = isKnown ? known.find(u32(bytes, srcAt), srcPort, u32(bytes, dstAt), dstPort) : undefined;
  if (met !== undefined) {
    const { one, other } = met;
    return known?.forth() === true
      ? { src: one, dst: other, peers: met }
      : { src: other, dst: one, peers: met };
  }
  const src = endpoint(address(bytes, srcAt), srcPort);
  const dst = endpoint(address(bytes, dstAt), dstPort);
  return { src, dst, peers: isKnown ? known.put(src, dst) : undefined };
}

function noteOf(bytes: Uint8Array, packet: Packet): string {
  const { proto, at, end, fragment } = packet;
  if (fragment !== undefined) {
    const size = Math.max(0, end - at);
    const suffix = `(frag ${fragment.id}:${size}@${fragment.offset}${fragment.more ? '+' : ''})`;
    return (proto === 6 || proto === 17) && fragment.offset === 0 ? suffix : `ip-proto-${proto} ${suffix}`;
  }
  if (proto === 6 || proto === 17) return '';
  if (proto === 1 || proto === 58) return icmpWords(bytes.subarray(at, end), proto);
  if (proto === 50)
    return `ESP(spi=0x${u32(bytes, at).toString(16)},seq=0x${u32(bytes, at + 4).toString(16)})`;
  return `ip-proto-${proto} ${Math.max(0, end - at)}`;
}
