import type { Control } from './control.js';
import { type Fault } from './faults.js';
import type { Scene } from './scene.js';
import type { Truth } from './types.js';
import type { Offer } from './wad-work.js';
export interface Fact {
    control: Control;
    offer: Offer;
    fault: Fault;
    undecided: boolean;
    /** Nothing of the session follows it, not even a farewell. */
    last: boolean;
    over: number;
}
export declare function truthOf(scene: Scene, controls: Control[], facts: Fact[], note: string): Truth;
