import type { SnifferTcp } from './sniffer.js';
import type { Origin, Stamp, Source } from './record.js';
import type { Endpoint } from '../net.js';

/**
 * What a taker of events can do without, so that nobody needs to parse it. A hint: what it does not want may come all
 * the same, and where it does not come, `passed` tells of it in its place.
 */
export interface Interest {
  /**
   * Which records that follow the packet of this trace are wanted (no blade is printed): also those that nearly every
   * packet of a session gets, or only others. Packets always are.
   */
  readonly trace: (traceId: number) => 'all' | 'unusual' | 'none';
  /** Whether it wants what WAD says in other functions than those of FTP and of expectations (`wad_ftp…`, `wad_exp…`). */
  readonly otherWad: boolean;
  readonly passed: (source: Source, file: string, stamp: Stamp | undefined) => void;
  /** Asked of a line of WAD's FTP proxy that tells no more than that its session goes on. False: that is noted. */
  readonly alive: (sign: SignOfLife) => boolean;
  /** Asked of a packet that shows no bytes. False: what its header says is all that was wanted, and it is noted. */
  readonly packet: (head: PacketHead) => boolean;
}

/** A line of a session, as it is printed. Its texts pin the input. */
export interface SignOfLife {
  readonly source: 'wad';
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  readonly wadSession: string | undefined;
}

/** The header line of a TCP or UDP packet, before an event is made of it. It is good until the question is answered. */
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

/** Two endpoints, whoever sends. One object serves many packets, its texts pin no input. */
export interface Peers {
  readonly one: Endpoint;
  readonly other: Endpoint;
  /** For whoever takes the events, to find again what it knows of the two without looking for it. */
  known: unknown;
}
