import type { End, Hop, Mark, World } from './model.js';
/** A TCP connection through the unit, from who dials (`near`) to who is dialled (`far`). */
export interface Connection {
    readonly near: readonly [src: End, dst: End];
    readonly far: readonly [src: End, dst: End];
    /** Hops in the direction of the dialling side. */
    readonly hops: readonly Hop[];
    /** True if the dialling side is the server: the hops are passed backwards. */
    readonly dialBack: boolean;
    readonly natHop: number;
    readonly proxied: boolean;
    readonly id: number;
    /** Initial numbers of the dialling and the dialled side, on the near and on the far leg. */
    readonly numbers: {
        readonly near: readonly [number, number];
        readonly far: readonly [number, number];
    };
    /** Bytes and flags sent so far by either side, as relative numbers. */
    readonly sent: [number, number];
    /** How many packets the trace has shown. */
    traced: number;
}
export declare function connect(world: World, shape: Pick<Connection, 'near' | 'far'> & {
    dialBack?: boolean;
    proxied?: boolean;
    id?: number;
}): Connection;
export interface Travel {
    readonly time: number;
    /** From the dialling side to the dialled one. */
    readonly forward: boolean;
    readonly flags: string;
    readonly seq: number;
    readonly ack: number;
    readonly payload?: Buffer;
    /** The bytes on the far leg, where the unit rewrites them. */
    readonly farPayload?: Buffer;
    /** Which part of the way: all, or one leg of a proxied connection. */
    readonly leg?: 'near' | 'far';
    /** The packet comes in at the deciding hop and is seen no more. */
    readonly swallowed?: boolean;
    /** What the trace says behind `received a packet`, at the deciding hop and at the others. */
    readonly records?: readonly (readonly [string, string])[];
    readonly otherRecords?: readonly (readonly [string, string])[];
    readonly marks?: readonly Mark[];
    /** Roles only for what goes in or out. */
    readonly inMarks?: readonly Mark[];
}
/** Shows a packet wherever it passes; answers when it arrives. */
export declare function travel(world: World, connection: Connection, how: Travel): number;
/** A segment with bytes: moves the sender's number on once it has arrived. */
export declare function segment(world: World, connection: Connection, how: Omit<Travel, 'flags' | 'seq' | 'ack'> & {
    flags?: string;
}): number;
export declare const advance: (connection: Connection, forward: boolean, bytes: number) => void;
export declare const hexId: (id: number) => string;
