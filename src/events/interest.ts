import type { FlowPacket } from './flow.js';
import type { SnifferTcp } from './sniffer.js';
import type { Origin, Stamp, Source } from './record.js';
import type { Peers } from './peers.js';
import type { Endpoint } from '../net.js';

/**
 * What the consumer of events does not need, so that the parsers can skip it. It is a hint: unwanted events may come all
 * the same. For a line that is skipped, `passed` is called instead.
 */
export interface Interest {
  /**
   * Which records that follow the packet of this trace are wanted (no blade is printed): also those that nearly every
   * packet of a session gets, or only others, or only what lets the packet in or drops it, or what drops it. Packets always are.
   */
  readonly trace: (traceId: number) => 'all' | 'unusual' | 'verdict' | 'drop' | 'none';
  /** Whether WAD lines of other functions than `wad_ftp…` and `wad_exp…` are wanted. */
  readonly otherWad: boolean;
  readonly passed: (source: Source, file: string, stamp: Stamp | undefined) => void;
  /** Asked for a line of WAD's FTP proxy that only shows that its session goes on. False: noted, no event is needed. */
  readonly alive: (sign: SignOfLife) => boolean;
  /**
   * Asked for a TCP packet of a flow trace. False: noted, no event is needed. Then the packet stays as it is until
   * `MOST_PASSED` others were noted so.
   */
  readonly traced: (packet: FlowPacket) => boolean;
  /** Asked for a packet without payload bytes. False: noted from its header, no event is needed. */
  readonly packet: (head: PacketHead) => boolean;
}

/** Packets of a flow trace that were noted without an event and may still be looked at. */
export const MOST_PASSED = 32;

/** A line of a WAD session as printed. Its strings are slices that keep the input chunk in memory. */
export interface SignOfLife {
  readonly source: 'wad';
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  readonly wadSession: string | undefined;
  /** Takes the secrets out of its text. Of most lines nobody reads it, and to look for them is the dearest of all. */
  readonly mask?: (text: string) => string;
}

/** The header line of a TCP or UDP packet, before an event is made of it. Valid only during the call. */
export interface PacketHead extends SnifferTcp {
  readonly file: string;
  readonly stamp: Stamp;
  readonly interface: string | undefined;
  readonly direction: 'in' | 'out' | undefined;
  readonly proto: 6 | 17;
  readonly src: Endpoint;
  readonly dst: Endpoint;
  readonly peers: Peers;
}
