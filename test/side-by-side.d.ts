import type { Analysis } from '../src/analyze.js';
/** Reads captures side by side in log time, as the commands do with large ones. */
export declare function readSideBySide(analysis: Analysis, captures: readonly {
    readonly file: string;
    readonly text: string;
}[]): void;
