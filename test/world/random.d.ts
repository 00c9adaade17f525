/** A seeded source of chance: the same seed makes the same world. */
export interface Chance {
    next(): number;
    /** A whole number from `low` to `high`, both included. */
    int(low: number, high: number): number;
    happens(probability: number): boolean;
    of<T>(choices: readonly T[]): T;
}
export declare function chance(seed: number): Chance;
