import { type Connection } from './connection.js';
import type { Control } from './control.js';
import type { KernelStep } from './happenings.js';
import { type Endpoint } from './net.js';
import { type Scene } from './scene.js';
import type { TransferOptions } from './types.js';
import type { Offer } from './wad-work.js';
/** One offer and its data connection, with what the script of its fault changes. */
export interface Attempt {
    scene: Scene;
    control: Control;
    offer: Offer;
    transfer: TransferOptions;
    /** When the other side dials. */
    at: number;
    /** Where the captures have to end for the fault to stay open; does nothing unless asked for. */
    cut(at: number): void;
}
export declare const isProxied: (attempt: Attempt) => boolean;
interface Variation {
    address?: string;
    port?: number;
    proxied?: boolean;
    /** The unit translates the source otherwise than on the control connection. */
    seen?: Endpoint;
    mapped?: Endpoint;
}
export declare function dataConnection(attempt: Attempt, variation?: Variation): Connection;
/** A packet takes the pinhole: it is used up, and a session of its own stands instead. */
export declare function throughPinhole(attempt: Attempt, connection: Connection, at: number): KernelStep[];
export declare function pinholeSteps(attempt: Attempt, connection: Connection): KernelStep[];
/** What becomes of a packet to the offered endpoint that no pinhole takes. */
export declare function denial(attempt: Attempt, local: boolean): KernelStep[];
/** The same SYN again and again; `steps` says what the kernel does with the nth. */
export declare function knock(attempt: Attempt, connection: Connection, at: number, steps: (nth: number) => KernelStep[] | undefined, waits?: number[]): number;
export declare function sendVerb(attempt: Attempt, at?: number): string;
/** The server waits for its data connection, or for the other end of it, then says so. */
export declare function giveUp(attempt: Attempt, at: number, verb: string, text?: string): number;
/** Bytes, FINs and the closing reply of a transfer whose connection is open; returns when all is over. */
export declare function finishTransfer(attempt: Attempt, connection: Connection, at: number, verb: string): number;
export {};
