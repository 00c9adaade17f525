import type { Judgement } from './judge.js';
import type { Result } from './session.js';
import type { View } from './views.js';
export interface Tally {
    add(result: Result, view: View, judgement: Judgement): void;
    broken(result: Result, view: View, why: string): void;
    skipped(why: string): void;
    anyWrong(): boolean;
    text(seconds: number): string;
}
/** Counts judgements by view and keeps every wrong one with the folder that shows it. */
export declare function tally(): Tally;
