import type { Happening, KernelStep, Segment, TableEntry } from './happenings.js';
import { type Endpoint } from './net.js';
import { type Random } from './prng.js';
import type { DataVip, ScenarioOptions } from './types.js';
export type Settings = Required<Omit<ScenarioOptions, 'dataVip' | 'traceCount'>> & Pick<ScenarioOptions, 'dataVip' | 'traceCount'>;
interface World {
    clientSide: string;
    serverSide: string;
    otherSide: string;
    clientNet: string;
    /** What the client dials. */
    outside: string;
    /** The server itself; equals `outside` without a VIP. */
    inside: string;
    /** The unit's own address towards the server. */
    unitInside: string;
    /** A hop between the unit and the server. */
    router: string;
    controlPort: number;
    policy: number;
}
export interface Scene {
    options: Settings;
    world: World;
    random: Random;
    happenings: Happening[];
    tables: TableEntry[];
    /** Nothing after this moment is captured. */
    cutAt: number;
    begin: number;
    /** The last thing captured, and the moment of the session list; known when everything has been played. */
    endAt: number;
    listAt: number;
    /** A second VIP and policy are meant to cover the passive range. */
    dataVip: DataVip | undefined;
    allocate(): string;
    /** Ports given away, so that two stories never meet by accident. */
    ports: Set<number>;
}
/** One TCP connection between two ends: the next sequence number of each. */
export interface Talk {
    a: Endpoint;
    b: Endpoint;
    nextA: number;
    nextB: number;
}
/** The next segment from one end of a talk, which moves on by its payload and SYN or FIN. */
export declare function say(talk: Talk, from: 'a' | 'b', flags: string, payload?: string): Segment;
export declare function talk(scene: Scene, a: Endpoint, b: Endpoint): Talk;
export declare function settle(options: ScenarioOptions): Settings;
export declare function openScene(options: Settings): Scene;
export declare const clientAddress: (scene: Scene, index: number) => string;
/** What a packet towards the server meets before it is forwarded. */
export declare function translation(scene: Scene, to: Endpoint, mapped: Endpoint): KernelStep[];
export declare const insideOf: (scene: Scene, port: number) => Endpoint;
export declare const outsideOf: (scene: Scene, port: number) => Endpoint;
export declare function freePort(scene: Scene, least: number, most: number): number;
export {};
