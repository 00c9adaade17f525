import { type Control } from './control.js';
import { type Endpoint } from './net.js';
import { type Scene } from './scene.js';
import type { Command } from './types.js';
import { type Depth, type Offer } from './wad-work.js';
/** A line of the client on the control connection. */
export declare function ask(scene: Scene, control: Control, at: number, text: string): number;
/** The server's answer; WAD takes the command from its queue with the last one. */
export declare function reply(scene: Scene, control: Control, at: number, command: string, text: string, last?: boolean): number;
interface PassiveOptions {
    depth: Depth;
    port: number;
    announces?: string | undefined;
    older?: string | null;
    pause?: number;
}
/** PASV or EPSV, the server's answer, and what the unit makes of it. */
export declare function offerPassive(scene: Scene, control: Control, at: number, command: Command, options: PassiveOptions): Offer;
interface ActiveOptions {
    depth: Depth;
    /** As the client names it. */
    offered: Endpoint;
    /** As the server has to dial it. */
    external: Endpoint;
    from: Endpoint;
    answer: string;
    pause?: number;
}
/** PORT or EPRT: the unit reads the command itself, before the server does. */
export declare function offerActive(scene: Scene, control: Control, at: number, command: Command, options: ActiveOptions): Offer;
export {};
