import type { Segment } from './happenings.js';
export declare function dumpSegment(segment: Segment, direction: string): string[];
