import type { SnifferPacket } from '../../src/events/sniffer.js';
export interface Place {
    client?: string;
    server?: string;
    interface?: string;
    /** First sequence numbers of client and server. */
    isn?: [number, number];
}
export interface Said {
    from: 'client' | 'server';
    bytes: Uint8Array;
}
/** `> USER a` the client says, `< 331 Password` the server; lines end with CR LF. */
export declare function said(...lines: string[]): Said[];
/** The packets of a conversation: a handshake, then one segment for each thing said, each acknowledging the last. */
export declare function talk(things: Said[], place?: Place): SnifferPacket[];
/** Cuts a packet's payload at these places, in one packet for each piece. */
export declare function cutAt(packet: SnifferPacket, places: number[]): SnifferPacket[];
/** TLS records: `record(22, 3, …)`. */
export declare function record(type: number, body: number[] | Uint8Array): Uint8Array;
/** A ClientHello with a server name and TLS 1.2 and 1.3 among its versions. */
export declare function clientHello(name: string): Uint8Array;
export declare function serverHello(): Uint8Array;
