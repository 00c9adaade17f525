import { type Network } from './namespaces.js';
import { type Frame } from './pcap.js';
export interface Capture {
    stop(): Promise<void>;
}
/** Captures both sides of the gateway, and what its helper expects; resolves once both captures run. */
export declare function capture(net: Network, folder: string): Promise<Capture>;
/** Packets that the kernel threw away before tcpdump read them: such a capture proves less than it seems. */
export declare const lost: (folder: string) => boolean;
/** What both sides saw, in the order of time. */
export declare function framesOf(folder: string): Frame[];
