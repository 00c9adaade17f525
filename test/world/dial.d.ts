import { type Connection } from './connection.js';
import { type Records } from './admission.js';
import { type Dialog } from './control.js';
import type { Mark, TrueOffer, World } from './model.js';
declare const REASONS: {
    readonly policy: "Denied by forward policy check (policy 0)";
    readonly 'local-in': "iprope_in_check() check failed on policy 0, drop";
    readonly rpf: "reverse path check fail, drop";
    readonly sa: "SA is not ready yet, drop";
    readonly replay: "replay packet, drop";
    readonly selector: "No matching IPsec selector, drop";
    readonly shaper: "exceeded shaper limit, drop";
    readonly endpoint: "Denied by end point ip filter check";
    readonly block: "Session is in BLOCK state. Drop the packet.";
    readonly quota: "per-ip quota exceeded, drop";
};
export type Reason = keyof typeof REASONS;
export declare const reasons: Reason[];
export declare function denial(connection: Connection, reason: Reason): Records;
/** The connection that an offer asks for. */
export declare function dataConnection(dialog: Dialog, offer: TrueOffer): Connection;
/** How the trace words the use of a pinhole. */
export declare function throughPinhole(dialog: Dialog, connection: Connection): Records;
export declare const admitted: (dialog: Dialog, connection: Connection) => Records;
/** SYNs that the unit keeps, with or without a word about it, at these moments; answers the last moment. */
export declare function vainSyns(world: World, connection: Connection, times: readonly number[], marks: readonly Mark[], how: {
    records: Records;
    failMarks: readonly Mark[];
}): number;
export type Silence = 'silent' | 'rst' | 'icmp' | 'synack-swallowed' | 'no-ack';
/** SYNs that leave for a far end which never answers, refuses, or whose answer never comes through. */
export declare function vainHandshake(dialog: Dialog, connection: Connection, time: number, fault: Silence, marks: {
    attempt: Mark[];
    fail: Mark[];
}): number;
/** An error of a router or of the dialled host, about this SYN, on its way back to who dialled. */
export declare function unreachable(dialog: Dialog, connection: Connection, time: number, marks: readonly Mark[]): void;
/** Opens the connection for good. */
export declare function open(dialog: Dialog, connection: Connection, time: number, marks: readonly Mark[]): number;
export {};
