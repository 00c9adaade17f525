import type { Random } from './random.js';
export interface End {
    readonly address: string;
    readonly port: number;
}
/** One side of a connection: `forwarded` looks alike on both sides of the unit, a proxy has a near and a far one. */
export interface Leg {
    readonly role: 'forwarded' | 'near' | 'far';
    readonly client: End;
    readonly server: End;
    readonly mapped: End | null;
    /** The kernel's session, and whether it lets the first packet in by a pinhole. */
    readonly session: number;
    readonly pinhole: boolean;
    readonly seq: {
        client: number;
        server: number;
    };
}
export interface Packet {
    readonly kind: 'packet';
    readonly leg: Leg;
    readonly from: 'client' | 'server';
    readonly flags: 'S' | 'S.' | '.' | 'P.' | 'F.';
    readonly seq: number;
    readonly ack: number;
    readonly payload: string;
}
/** What the proxy writes; a line that begins with a blank stands alone, the others get a stamp and their session. */
export interface Wad {
    readonly kind: 'wad';
    readonly session: number;
    readonly lines: readonly string[];
}
/** What the reports shall count, told where it happens. */
export interface Mark {
    readonly kind: 'control' | 'wad-offer' | 'payload-offer' | 'pinhole-hit';
}
export type Step = Packet | Wad | Mark;
export type Session = Generator<Step, undefined, undefined>;
/**
 * What a session prints next. A mark stands before the print that it counts, and is counted with it: a session that has
 * begun and printed nothing yet is in no capture.
 */
export declare function nextPrint(session: Session, count: (mark: Mark['kind']) => void): Packet | Wad | undefined;
export interface World {
    readonly random: Random;
    /** A number that no other caller gets. */
    readonly next: () => number;
}
export declare function legOf({ random }: World, role: Leg['role'], client: End, server: End, rest: Pick<Leg, 'mapped' | 'session' | 'pinhole'>): Leg;
export declare function packet(leg: Leg, from: Packet['from'], flags: Packet['flags'], payload?: string): Packet;
export declare function handshake(leg: Leg): Session;
export declare function farewell(leg: Leg): Session;
/** Bytes that say nothing. */
export declare function noise({ random }: World, most: number): string;
/** A web session through a policy; the proxy writes of some. */
export declare function background(world: World): Session;
