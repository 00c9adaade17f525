/** A sample that works, its captures by name. */
export interface WorkingSample {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
}
/** All samples of text whose verdict is *worked*. */
export declare function workingSamples(root: string): WorkingSample[];
export interface Cut {
    readonly sample: string;
    readonly file: string;
    /** The lines that were taken out, counted from 1. */
    readonly from: number;
    readonly count: number;
    /** Ids, verdicts and codes of what became failed. */
    readonly failed: readonly string[];
    readonly files: Readonly<Record<string, string>>;
}
/** Takes 1 to 12 lines out of one capture of one sample. */
export declare function cut(samples: readonly WorkingSample[], seed: number): Cut;
