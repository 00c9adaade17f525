import type { KernelStep } from './happenings.js';
import { type Endpoint } from './net.js';
import { type Scene, type Talk } from './scene.js';
/** A TCP connection through the unit. The first leg is the initiator's; `a` is the initiator on both. */
export interface Connection {
    first: {
        interface: string;
        talk: Talk;
    };
    second: {
        interface: string;
        talk: Talk;
    };
    proxied: boolean;
    /** Kernel session id of later packets, or null to leave them out of the flow trace. */
    id: string | null;
    vdom?: string;
}
export type FarEnd = 'answers' | 'silent' | 'rst' | 'icmp';
/** Seconds after the first SYN at which TCP tries again. */
export declare const RETRIES: number[];
export interface Ends {
    initiator: Endpoint;
    dialled: Endpoint;
    mapped: Endpoint;
    /** The initiator as the far end sees it. */
    seen: Endpoint;
}
export declare function connect(scene: Scene, ends: Ends, proxied: boolean, id: string | null, active?: boolean): Connection;
type Leg = Connection['first'];
export declare function arrive(scene: Scene, at: number, leg: Leg, from: 'a' | 'b', flags: string, payload?: string, kernel?: KernelStep[], vdom?: string): void;
export declare function leave(scene: Scene, at: number, leg: Leg, from: 'a' | 'b', flags: string, payload?: string): void;
/** A retransmission repeats its number: step back before saying it again. */
export declare function again(leg: Leg, from: 'a' | 'b'): void;
export declare function existing(connection: Connection, direction: 'original' | 'reply'): KernelStep[] | undefined;
/** Three-way handshake of a fresh first SYN; returns the time when it is over on both legs. */
export declare function handshake(scene: Scene, connection: Connection, at: number, admission: KernelStep[], pace: {
    answer: number;
    dial: number;
}): number;
/** The proxy answers the initiator before it knows anything of the far end. */
export declare function answerFirst(scene: Scene, connection: Connection, at: number, after: number): number;
/** A segment that crosses the unit; returns when it was delivered. */
export declare function pass(scene: Scene, connection: Connection, at: number, from: 'a' | 'b', flags: string, payload?: string, kernel?: KernelStep[]): number;
/** Both ends close in order, the one given first. */
export declare function close(scene: Scene, connection: Connection, at: number, from: 'a' | 'b'): number;
/** The far end does not open: SYNs of the second leg and what comes back. Returns when the unit gave up. */
export declare function dialInVain(scene: Scene, connection: Connection, at: number, farEnd: FarEnd): number;
export {};
