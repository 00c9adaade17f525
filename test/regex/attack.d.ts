export interface Attack {
    readonly before: string;
    readonly unit: string;
}
/** What leads up to each open repetition, and what it repeats. */
export declare function attacks(literal: string): Attack[];
