import { type Connection } from './connection.js';
import type { Mark, TrueSession, World } from './model.js';
/** Client and server as the far leg names them. */
export declare function translated(world: World, { client, server }: TrueSession): readonly [typeof client, typeof server];
export declare const insideOf: (ip: string) => string;
export declare const outsideOf: (ip: string) => string;
export type Records = [string, string][];
export declare function newSession(world: World, connection: Connection, what: 'control' | 'data'): Records;
export declare function passingBy(world: World, connection: Connection): Records;
/** The three packets that open a connection, on both legs of a proxied one; answers when both sides know. */
export declare function handshake(world: World, connection: Connection, time: number, records: {
    records: Records;
    otherRecords: Records;
}, marks?: readonly Mark[]): number;
