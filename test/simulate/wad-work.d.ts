import type { Control } from './control.js';
import type { WadDeed } from './happenings.js';
import { type Endpoint } from './net.js';
import type { Scene } from './scene.js';
import type { Command } from './types.js';
/** How far the unit gets with an offer. */
export type Depth = 'unseen' | 'read' | 'looked-up' | 'listening' | 'expected';
export interface Offer {
    command: Command;
    /** When it was made. */
    made: number;
    /** As the offering side names it. */
    named: Endpoint;
    /** Where it really listens: the same, unless it announces another address. */
    offered: Endpoint;
    /** As the other side has to dial it. */
    external: Endpoint;
    /** When the answer has reached the client (passive) or the server (active). */
    at: number;
    expected: boolean;
    /** Who may use it; port 0 is any. */
    from: Endpoint;
    /** Active mode: the server dials the client. */
    reply: boolean;
}
export declare function wad(scene: Scene, control: Control, at: number, deed: WadDeed): void;
/** WAD passes a server's reply on. */
export declare function wadReply(scene: Scene, control: Control, at: number, command: string, code: number, taken?: boolean): number;
export declare function expectInKernel(scene: Scene, control: Control, at: number, offer: Offer): void;
/** WAD's work on an offer up to the given depth; returns when it is done. */
export declare function wadOpens(scene: Scene, control: Control, at: number, offer: Offer, depth: Depth, extra?: {
    older?: string | null;
    pause?: number;
}): number;
