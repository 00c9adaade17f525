import type { Segment } from './happenings.js';
import type { Scene } from './scene.js';
export declare function printSniffer(scene: Scene, dump: (segment: Segment, direction: string) => string[]): string;
