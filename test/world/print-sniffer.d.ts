import type { Packet, SniffedPacket } from './model.js';
/** The packet's one line as the sniffer words it, without stamp and interface. */
export declare function words(packet: Packet): string;
/** The hex dump of verbosity 6, from the Ethernet header, an empty line at its end. */
export declare function hexDump({ packet, direction }: SniffedPacket): string[];
