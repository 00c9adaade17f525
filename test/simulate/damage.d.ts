import type { Capture } from './types.js';
/** Another clock: every stamp at a line's beginning moves. Lines without one stay; so do relative stamps below zero. */
export declare function shiftClock(text: string, seconds: number): string;
/** Two outputs on one console, taking turns: each keeps its order. */
export declare function interleave(a: string, b: string): string;
/** A terminal that breaks long lines. */
export declare function wrapAt(text: string, columns: number): string;
/** All outputs pasted into one log, as in an article: headings, prompts, ellipses, remarks, repeated line tails. */
export declare function asOneConsoleLog(capture: Capture, seed: number): string;
