import type { World } from './model.js';
import type { View } from './print.js';
/** A world by its seed, and how somebody captured it. */
export declare function makeWorld(seed: number): {
    world: World;
    views: View[];
    complete: boolean;
};
