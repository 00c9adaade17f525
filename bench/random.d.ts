/** A whole number below the bound; the same sequence for the same seed everywhere. */
export type Random = (bound: number) => number;
/** mulberry32 */
export declare function createRandom(seed: number): Random;
