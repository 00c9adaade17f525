import type { Peers } from '../events/peers.js';
import type { Endpoint } from '../net.js';

export interface FrameTcp {
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly psh: boolean;
  /** The sequence numbers of the wire; `ack` only where its flag is set. */
  readonly seq: number;
  readonly ack: number | undefined;
}

export interface Frame {
  /** IP protocol number; undefined for frames that hold no IP. */
  readonly proto: number | undefined;
  readonly src: Endpoint | undefined;
  readonly dst: Endpoint | undefined;
  /** Both of them, where the reader of the frame knows them again. */
  readonly peers: Peers | undefined;
  readonly tcp: FrameTcp | undefined;
  /** A view of the captured TCP payload, never a copy; undefined where there is none. */
  readonly payload: Uint8Array | undefined;
  /** Bytes of TCP or UDP payload that the headers announce, captured or not. */
  readonly length: number | undefined;
  /** What the unit's sniffer prints beyond flags and lengths: `icmp: echo request`, `(frag 7:20@1480)`. */
  readonly note: string;
  /** Time to live or hop limit of the IP header. */
  readonly hops: number | undefined;
  /** Where the link layer tells whether this host received the frame or sent it. */
  readonly direction: 'in' | 'out' | undefined;
  /** The IP header announces more bytes than are there. */
  readonly cut: boolean;
}
