import { type Attempt } from './attempt.js';
import { type Connection } from './connection.js';
/** The kernel has forgotten the expectation when the client comes. */
export declare const expired: (attempt: Attempt) => number;
/** As old, but its parent kept it alive. */
export declare function lateHit(attempt: Attempt): number;
export declare function otherSource(attempt: Attempt): number;
/** The second connection of a segmented download finds the pinhole used up. */
export declare function usedTwice(attempt: Attempt): number;
/** The client drops its control connection first and dials all the same. */
export declare function controlClosed(attempt: Attempt): number;
/** The client's data packets come in by an interface that belongs to another VDOM. */
export declare function otherVdom(attempt: Attempt): number;
/** The route back to the client does not lead out where the packet came in. */
export declare function otherPath(attempt: Attempt): number;
/** The route back is fine, the pinhole only was made for the interface of the control connection. */
export declare function otherInterface(attempt: Attempt): number;
/** Somebody else behind the same address dials first and cannot speak for the client; the client finds nothing. */
export declare function takenByOther(attempt: Attempt): number;
/** The client dials from the same port again, and the kernel takes its SYN for the old session's. */
export declare function portReused(attempt: Attempt, old: Connection): number;
