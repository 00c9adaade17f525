import type { Packet, Wad } from './traffic.js';
/** `2021-07-26 21:42:05.094442` of microseconds; the flow trace prints it to the second. */
export declare function stampOf(micros: number): string;
export interface Sight {
    readonly interface: 'port2' | 'port3';
    readonly direction: 'in' | 'out';
}
/** Where the sniffer shows a packet: one that the unit passes on, twice. */
export declare function sights({ leg, from }: Packet): readonly Sight[];
export declare function sniffed(packet: Packet, { interface: name, direction }: Sight, stamp: string): string;
/** What the kernel says of a packet that arrives; it says nothing of one that the unit itself sends. */
export declare function traced(packet: Packet, stamp: string, id: number): string[];
export declare function logged({ session, lines }: Wad, stamp: string): string[];
