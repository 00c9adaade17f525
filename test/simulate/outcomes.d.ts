import { type Attempt } from './attempt.js';
import { type Connection, type FarEnd } from './connection.js';
import type { KernelStep } from './happenings.js';
/** It opens and the transfer runs through. */
export declare function works(attempt: Attempt, connection?: Connection, admission?: KernelStep[]): number;
/** The first SYN is denied, its retransmission goes through. */
export declare function worksAtSecond(attempt: Attempt, verb: string): number;
/** No packet of it gets past the kernel. */
export declare function denied(attempt: Attempt, local: boolean, more?: {
    connection?: Connection;
    first?: KernelStep[];
    steps?: () => KernelStep[];
    /** Nobody asks for the transfer and nobody answers: the control connection is gone. */
    mute?: boolean;
}): number;
/** The near end is let in, the far end does not open. */
export declare function farEndFails(attempt: Attempt, farEnd: FarEnd): number;
/** Proxied: each SYN of the unit is answered by the router. */
export declare function routerRefuses(attempt: Attempt): number;
/** The unit or the server answers, the initiator stays silent, or repeats its SYN as if it had heard nothing. */
export declare function initiatorSilent(attempt: Attempt, repeats: boolean): number;
/** A hit that the policy denies all the same. */
export declare function deniedAfterHit(attempt: Attempt): number;
/** The pinhole takes it, and the tunnel that it belongs into is not up. */
export declare function tunnelDown(attempt: Attempt): number;
/** What the server answers does not come back through the unit, and the client goes on with what it has heard. */
export declare function otherWayBack(attempt: Attempt): number;
/** A rule lets the near end in, and the far end refuses what it is given. */
export declare function passesInVain(attempt: Attempt, connection: Connection, farEnd: FarEnd, admission: KernelStep[]): number;
