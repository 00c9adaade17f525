import type { Packet } from './traffic.js';
/** Ethernet, IPv4 and TCP of a packet. Its checksums are left out: nobody here asks for them. */
export declare function frameOf({ leg, from, flags, seq, ack, payload }: Packet): Buffer;
/** As the unit's sniffer prints it. */
export declare function hexDump(bytes: Buffer): string;
/** As text2pcap wants it: its own reading of the unit's dump finds no packet. */
export declare function plainDump(bytes: Buffer): string;
export declare const PCAP_HEAD: Buffer<ArrayBuffer>;
export declare function pcapRecord(bytes: Buffer, micros: number): Buffer;
