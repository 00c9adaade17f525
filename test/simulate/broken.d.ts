import { type Attempt } from './attempt.js';
/** Let in, and nobody answers the unit's ARP for the far end: no SYN of it ever leaves. */
export declare function unresolved(attempt: Attempt): number;
/** The client begins TLS and the server sends its listing in clear. */
export declare function mixesTls(attempt: Attempt): number;
/** Packets of full size vanish on the way to who takes the file; the server gives up after a minute. */
export declare function losesLarge(attempt: Attempt): number;
/** The network processor takes over after the handshake: nothing of the CPU's sees the file or the end. */
export declare function offloaded(attempt: Attempt): number;
