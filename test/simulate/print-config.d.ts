import type { Scene } from './scene.js';
export declare function printConfig(scene: Scene): string;
