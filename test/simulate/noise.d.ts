import type { Scene } from './scene.js';
/** Traffic of others, spread over the whole story. It has a random stream of its own. */
export declare function addNoise(scene: Scene): void;
