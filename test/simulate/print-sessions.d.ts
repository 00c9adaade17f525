import type { Scene } from './scene.js';
/** One look at both tables. */
export declare function printSessions(scene: Scene): string;
