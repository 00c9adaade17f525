/** Hand-made frames and capture files, byte by byte, so that the readers are checked against the formats' own texts. */
interface Segment {
    src?: string;
    dst?: string;
    sport?: number;
    dport?: number;
    seq?: number;
    ack?: number;
    /** FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
    flags?: number;
    payload?: Uint8Array;
}
export declare const bytesOf: (text: string) => Uint8Array;
export declare function tcp({ sport, dport, seq, ack, flags, payload, }: Segment): Uint8Array;
export declare function ipv4(proto: number, body: Uint8Array, src?: string, dst?: string, fragment?: number): Uint8Array;
export declare function ipv6(next: number, body: Uint8Array): Uint8Array;
export declare function ethernet(body: Uint8Array, type?: number, tags?: number[]): Uint8Array;
export declare const syn: Uint8Array<ArrayBufferLike>;
export declare function pcap(frames: [seconds: number, fraction: number, frame: Uint8Array][], { little, nanos, linkType }?: {
    little?: boolean | undefined;
    nanos?: boolean | undefined;
    linkType?: number | undefined;
}): Uint8Array;
export declare function section(little: boolean): Uint8Array;
export declare function interfaceBlock(little: boolean, linkType: number, name?: string, resolution?: number, offset?: bigint): Uint8Array;
export declare function enhanced(little: boolean, iface: number, ticks: bigint, frame: Uint8Array, flags?: number): Uint8Array;
export declare function simple(little: boolean, frame: Uint8Array): Uint8Array;
export declare function unknownBlock(little: boolean, length: number): Uint8Array;
export {};
