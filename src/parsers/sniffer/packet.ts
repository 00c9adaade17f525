import { dissectFrame, ETHERNET, RAW_IP } from '../../dissect/frame.js';
import { type Frame } from '../../dissect/frame-model.js';
import type { SnifferPacket, SnifferTcp } from '../../events/sniffer.js';

/** Below this a dump may not even hold the IP header that would tell its length. */
const MIN_DUMP = 34;

export interface PacketWithDump {
  readonly event: SnifferPacket;
  /** The IP packet is longer than its dump. */
  readonly cut: boolean;
}

/** A header line together with the bytes under it: the line comes first, the bytes add what it does not print. */
export function packetWithDump(printed: SnifferPacket, bytes: Uint8Array | undefined): PacketWithDump {
  if (bytes === undefined) return { event: printed, cut: false };
  const read = agreeing(printed, bytes);
  if (read === undefined) {
    const cut = bytes.length < MIN_DUMP && printed.src !== undefined;
    // What has no addresses to compare (ARP) has a header of its own link layer.
    const frame = { linkType: ETHERNET, bytes };
    return { cut, event: { ...printed, bytes: bytes.length, frame } };
  }
  const { linkType, frame } = read;
  const { source, kind, origin, stamp, proto, src, dst, tcp, text, length } = printed;
  return {
    cut: frame.cut,
    event: {
      source,
      kind,
      origin,
      stamp,
      interface: printed.interface,
      direction: printed.direction,
      proto: proto ?? frame.proto,
      src: src ?? frame.src,
      dst: dst ?? frame.dst,
      peers: printed.peers,
      tcp: tcpOf(tcp, frame.tcp),
      text,
      length: length ?? frame.length,
      bytes: bytes.length,
      hops: frame.hops,
      payload: frame.payload,
      frame: { linkType, bytes },
    },
  };
}

/**
 * Verbosity 3 and 6 dump from the Ethernet header on, 2 and 5 from the IP header on, and no line says which: the right
 * reading is the one with the addresses of the header line. A line without addresses (`802.1Q vlan#10 P0`) takes those
 * of the bytes.
 */
function agreeing(
  { src, dst }: SnifferPacket,
  bytes: Uint8Array,
): { linkType: number; frame: Frame } | undefined {
  for (const linkType of [ETHERNET, RAW_IP]) {
    const frame = dissectFrame(bytes, linkType);
    const known = frame.src !== undefined;
    if (known && frame.src === (src ?? frame.src) && frame.dst === (dst ?? frame.dst))
      return { linkType, frame };
  }
  return undefined;
}

function tcpOf(words: SnifferTcp | undefined, bytes: Frame['tcp']): SnifferTcp | undefined {
  if (words === undefined || bytes === undefined) return words ?? bytes;
  return {
    syn: words.syn || bytes.syn,
    fin: words.fin || bytes.fin,
    rst: words.rst || bytes.rst,
    psh: words.psh || bytes.psh,
    seq: words.seq ?? bytes.seq,
    ack: words.ack ?? bytes.ack,
  };
}
