/** A frame of a capture with the interface it was seen on. */
export interface Frame {
    readonly micros: number;
    readonly bytes: Buffer;
    readonly interface: 'port2' | 'port3';
    readonly out: boolean;
}
/** Frames of a little-endian microsecond pcap, as tcpdump writes it here; a record that was cut off is left out. */
export declare function readFrames(pcap: Buffer, name: Frame['interface'], ownMac: string): Frame[];
export declare const ethernetPcap: (frames: readonly Frame[]) => Buffer;
/** As `tcpdump -i any` writes it: no interface, but whether a frame was for this host or sent by it. */
export declare function cookedPcap(frames: readonly Frame[]): Buffer;
