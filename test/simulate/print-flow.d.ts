import type { Scene } from './scene.js';
/** Only packets whose handling is told are traced: established data may be offloaded or filtered away. */
export declare function printFlow(scene: Scene): string;
