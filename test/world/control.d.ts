import { type Connection } from './connection.js';
import type { Mark, TrueSession, World } from './model.js';
/** One control session while it is played: its connection, its moment, its proxy worker. */
export interface Dialog {
    readonly world: World;
    readonly session: TrueSession;
    readonly control: Connection;
    readonly pid: number;
    time: number;
    encrypted: boolean;
    alive: boolean;
    /** Commands whose replies wait until a transfer has ended. */
    readonly queued: [command: string, code: number, text: string][];
}
export declare const proxied: (world: World) => boolean;
export declare function startDialog(world: World, session: TrueSession, time: number, pid: number): Dialog;
export interface Saying {
    readonly marks?: readonly Mark[];
    /** The unit keeps the segment: it comes in again and again and never leaves. */
    readonly swallowed?: boolean;
    /** What the far leg reads, where it differs. */
    readonly far?: string;
    /** Meant for the marks of what comes in again. */
    readonly failMarks?: readonly Mark[];
}
export declare function tlsRecord(type: number, length: number, world: World): Buffer;
/** Sends a line of the control channel; answers false if it never arrives. */
export declare function say(dialog: Dialog, fromClient: boolean, text: string, how?: Saying): boolean;
export declare function send(dialog: Dialog, fromClient: boolean, payload: Buffer, farPayload: Buffer | undefined, how: Saying): boolean;
export type WadLine = string | readonly [string, string];
export declare function wad(dialog: Dialog, lines: readonly WadLine[], marks?: readonly Mark[], time?: number): void;
export declare const command: (dialog: Dialog, text: string, how?: Saying) => boolean;
/** The server answers; the proxy's debug tells it, and that the command is done if the answer is its last. */
export declare function reply(dialog: Dialog, verb: string, code: number, text: string, how?: Saying & {
    wadLines?: readonly WadLine[];
}): boolean;
export declare function closeControl(dialog: Dialog): void;
