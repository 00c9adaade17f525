import type { Scene } from './scene.js';
export declare function printWad(scene: Scene): string;
