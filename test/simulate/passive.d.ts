import type { Control } from './control.js';
import type { Fault, PassiveFault } from './faults.js';
import { type Scene } from './scene.js';
import type { Command, TransferOptions } from './types.js';
import type { Offer } from './wad-work.js';
export interface Told {
    at: number;
    /** A settled one is over before the captures can be cut short. */
    offers: {
        offer: Offer;
        fault: Fault;
        settled?: boolean;
    }[];
}
export declare function passiveTransfer(scene: Scene, control: Control, at: number, command: Command, fault: PassiveFault, options: TransferOptions): Told;
