import { dissectFrame, ETHERNET, RAW_IP, type Frame } from '../../dissect/frame.js';
import type { SnifferPacket, SnifferTcp } from '../../events.js';
import type { LogRecord } from '../parser.js';
import type { Header } from './header.js';

/** Below this a dump may not even hold the IP header that would tell its length. */
const MIN_DUMP = 34;

export interface Packet {
  readonly event: SnifferPacket;
  /** The IP packet is longer than its dump. */
  readonly cut: boolean;
}

/** The event of a header line and the bytes under it; the line's own words come first, the bytes add what it lacks. */
export function packetOf(header: Header, record: LogRecord, bytes: Uint8Array | undefined): Packet {
  const frame = bytes && agreeing(header, bytes);
  const short = bytes !== undefined && bytes.length < MIN_DUMP && header.src !== undefined;
  return {
    cut: frame?.cut ?? short,
    event: {
      source: 'sniffer',
      kind: 'packet',
      origin: record.origin,
      stamp: header.stamp,
      interface: header.interface,
      direction: header.direction,
      proto: header.words.proto ?? frame?.proto,
      src: header.src ?? frame?.src,
      dst: header.dst ?? frame?.dst,
      tcp: tcpOf(header.words.tcp, frame?.tcp),
      text: header.text,
      length: header.words.length ?? frame?.length,
      bytes: bytes?.length,
      payload: frame?.payload,
    },
  };
}

/**
 * Verbosity 3 and 6 dump from Ethernet on, 2 and 5 from IP on, and no line says which: the reading whose addresses are
 * the header line's is right. A line that prints none (`802.1Q vlan#10 P0`) takes those of the bytes.
 */
function agreeing({ src, dst }: Header, bytes: Uint8Array): Frame | undefined {
  for (const linkType of [ETHERNET, RAW_IP]) {
    const frame = dissectFrame(bytes, linkType);
    const known = frame.src !== undefined;
    if (known && frame.src === (src ?? frame.src) && frame.dst === (dst ?? frame.dst)) return frame;
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
