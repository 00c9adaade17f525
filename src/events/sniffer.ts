import type { Endpoint } from '../net.js';
import type { Peers } from './peers.js';
import type { Base } from './record.js';

export interface SnifferTcp {
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly psh: boolean;
  /** Absent where the line prints none (a bare `ack N`). */
  readonly seq: number | undefined;
  readonly ack: number | undefined;
}

/** Bytes as they were on the wire, as far as they were captured. */
export interface CapturedFrame {
  /** What they begin with, as libpcap numbers link types. */
  readonly linkType: number;
  readonly bytes: Uint8Array;
}

export interface SnifferPacket extends Base<'sniffer', 'packet'> {
  readonly interface: string | undefined;
  /** Filled in by the hop limits where the capture does not tell it. */
  direction: 'in' | 'out' | undefined;
  readonly proto: number | undefined;
  /** Bare addresses for protocols without ports; undefined for lines without addresses (ARP, 802.1Q, STP). */
  readonly src: Endpoint | undefined;
  readonly dst: Endpoint | undefined;
  /** Both of them, where a parser knows them again; never printed. */
  readonly peers: Peers | undefined;
  readonly tcp: SnifferTcp | undefined;
  /** The line's own words after the addresses. */
  readonly text: string;
  /** Payload length where the line prints one (`udp 48`) or its bytes show it. */
  readonly length: number | undefined;
  /** Length of the hex dump or of the captured frame. */
  readonly bytes: number | undefined;
  /** Time to live or hop limit, where bytes show it; never printed. */
  readonly hops: number | undefined;
  /** TCP payload that a hex dump or a pcap holds; lives one turn only, never printed. */
  readonly payload: Uint8Array | undefined;
  /** All the bytes of a hex dump or a pcap; lives one turn only, never printed. */
  readonly frame: CapturedFrame | undefined;
}

export interface SnifferCapture extends Base<'sniffer', 'capture'> {
  readonly interface: string | undefined;
  readonly filter: string | undefined;
  readonly received: number | undefined;
  readonly dropped: number | undefined;
}

export type SnifferEvent = SnifferPacket | SnifferCapture;
