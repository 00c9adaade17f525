import type { KernelStep } from './happenings.js';
import { type Endpoint } from './net.js';
import { type Scene } from './scene.js';
export declare function inspectionSteps(scene: Scene, direction?: 'original' | 'reply'): KernelStep[];
/** How a policy admits a first packet, from the new session to the hand-over. */
export declare function admittedByPolicy(scene: Scene, id: string, to: Endpoint, mapped: Endpoint, policy: number, seen: Endpoint, from: Endpoint, inspected: boolean): KernelStep[];
/** How a packet that no pinhole and no rule admits ends. */
export declare function deniedSteps(scene: Scene, id: string, to: Endpoint, mapped: Endpoint, local: boolean): KernelStep[];
/** Where the second VIP sends a data connection; null where it does not take it. */
export declare function throughDataVip(scene: Scene, to: Endpoint, source: string): Endpoint | null;
export declare function seenAddress(scene: Scene, client: Endpoint, translated?: boolean): Endpoint;
